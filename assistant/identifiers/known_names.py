"""First and family names common in the United States: in speech nothing else tells a name from a word.

Names that are as often ordinary words, months or products are left out or stand in `ALSO_WORDS`.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abby abdul abdullah abel abigail abraham ada adam addison adela adele adrian adriana adrienne agnes ahmad
    ahmed aidan aiden aileen aisha akash akira alan alana albert alberto alejandra alejandro alex alexa alexander
    alexandra alexis alfred alfredo ali alice alicia alina alisha alison allan allen allison alma alvin alyssa amanda
    amelia amina amir amit amy ana anastasia andre andrea andres andrew andy angela angelica angelina angelo anil anita
    anjali ann anna annabelle anne annette annie anthony antoine antonio anya archie ariana ariel arjun arlene armando
    arnold arthur arturo arun asha ashley ashok astrid audrey ava avery barbara barry bashir beatrice beatriz becky
    belinda ben benjamin bernadette bernard bernice bert bertha beth bethany betsy betty beverly bianca bonnie brad
    bradley brandi brandon brandy brenda brendan brent brett brian brianna bridget brittany brooke bruce bruno bryan
    bryce byron caitlin caleb calvin cameron camila camille candace candice carl carla carlos carly carmen carol
    carolina caroline carolyn carrie carter casey cassandra catalina catherine cathy cecil cecilia cedric celeste celia
    cesar chad chandra charlene charles charlotte chelsea cheryl chloe chris christian christina christine christopher
    cindy claire clara clarence clarissa claude claudia clayton clifford clinton clyde cody colin colleen connie connor
    conrad constance corey corinne cornelius courtney craig cristina curtis cynthia daisy dale dalton damian damon dan
    dana daniel daniela danielle danny daphne darius darla darlene darnell darrell darren daryl dave david deandre
    deanna debbie deborah debra deepak deepa deirdre delia delores denise dennis derek derrick desiree desmond devin
    dewayne diana diane diego dimitri dina dinesh dmitri dolores dominic dominique don donald donna donovan dora doreen
    doris dorothy doug douglas duane dustin dwayne dwight dylan earl ed eddie edgar edith edmund eduardo edward edwin
    eileen elaine eleanor elena eli elias elijah elisa elise eliza elizabeth ella ellen ellie elliot elliott eloise elsa
    elsie emanuel emeka emilia emilio emily emma emmanuel enrique eric erica erik erika erin ernest ernesto esmeralda
    esteban estelle esther ethan ethel eugene eunice eva evan evelyn ezra fabian farah fatima fatou felicia felipe felix
    fernanda fernando fiona florence floyd fran frances francesca francine francis francisco franklin fred freda
    frederick gabriel gabriela gabrielle gail garrett gary gavin gayle gene genevieve geoffrey george georgia gerald
    geraldine gerard gertrude gilbert gina giovanni gladys glen glenda glenn gloria gonzalo gordon graham greg gregory
    greta gretchen guadalupe guillermo gustavo gwen gwendolyn habib hailey hakeem hana hannah hans harold harriet harry
    harvey hasan hassan hattie hazel heather hector heidi helen helena henry herbert herman hilda hiroshi holly homer
    howard hubert hugh hugo ibrahim ida ignacio ike imani imran ines ingrid irene iris irma irving isaac isabel
    isabella isaiah ismael ivan ivy jacinta jackie jackson jacob jacqueline jacques jada jaime jake jamal james jamie
    jamila jan jane janelle janet janice janine jared jasmine jason javier jay jayden jean jeanette jeanne jeff jeffrey
    jenna jennie jennifer jenny jeremiah jeremy jermaine jerome jerry jesse jessica jessie jesus jill jim jimmy jin
    joan joann joanna joanne joaquin jodi jody joe joel joey johanna john johnny jon jonah jonathan jordan jorge jose
    josefina joseph josephine joshua josie joyce juan juana juanita judith judy julia julian juliana julie julio julius
    justin kamala kara kareem karen karim karina karl karla kate katherine kathleen kathryn kathy katie katrina kavita
    kayla keisha keith kelly kelsey ken kendra kenji kenneth kenny kent kerry kevin khadija khalid kim kimberly kirk
    kristen kristin kristina kristine krystal kurt kwame kyle kylie lakisha lamar lana larry lashonda latasha latoya
    laura lauren laurie lawrence leah leandro lee leila lena leo leon leona leonard leroy leslie lester leticia levi
    lewis liam lila lillian lily linda lindsay lindsey ling lionel lisa liz lloyd logan lois lola lonnie lorena
    lorenzo loretta lori lorraine lou louis louise lourdes lucas lucia lucille lucy luis luisa luke luther lydia lynda
    lynette lynn mabel mackenzie madeline madison maggie mahmoud maksim malcolm malik mandy manuel mara marc marcel
    marcella marcia marco marcos marcus margaret margarita margie maria mariah mariam marian mariana marianne marie
    marilyn mario marion marisol marissa marjorie marlene marlon marsha marta martha martin martina marty marvin mary
    maryann mateo matt matthew maureen maurice maxine maya megan mei melanie melinda melissa melody melvin mercedes
    meredith michael michaela micheal michele michelle miguel mildred milton mindy ming minh miranda miriam mitchell
    mohamed mohammad mohammed moises mona monica monique morgan moses muhammad mustafa myra myrtle nadia nadine nancy
    naomi natalia natalie natasha nathan nathaniel neal neha neil nell nellie nelson nestor ngozi nguyen nicholas
    nichole nick nicolas nicole nigel nikhil nikita nina nora norma norman octavia olga olive oliver olivia omar opal
    oscar otis owen pablo paige pamela paolo pascal patricia patrick patti patty paul paula pauline paulina pedro peggy
    penelope penny percy perry pete peter philip phillip phoebe phyllis pierre polly prakash pranav preston priscilla
    priya quentin quincy rachel rafael rahul raj rajesh ralph ramon ramona randall randy raphael raquel rashid raul
    ravi raymond rebecca regina reginald rekha rene renee reuben rhonda ricardo richard rick ricky rita rob robert
    roberta roberto robin robyn rochelle rodney rodrigo roger roland rolando roman ron ronald ronnie rosa rosalie
    rosalind rosario rosemary rosie ross roxanne roy ruben rudolph rudy rufus rupert russell ruth ryan sabrina sadie
    salma salvador sam samantha samir samuel sandeep sandra sandy sanjay santiago sara sarah sasha saul savannah scott
    sean sebastian selena serena sergei sergio seth shana shane shania shannon shanice sharon shaun shauna shawn sheila
    shelby sheldon shelia shelley shelly sheri sherri sherry sheryl shirley shreya sidney silvia simon simone sofia
    solomon sonia sonja sonya sophia sophie spencer stacey stacy stan stanley stella stephanie stephen steve steven
    stewart stuart sue sujata sunil suresh susan susana susie suzanne sven sydney sylvester sylvia tabitha tamara tameka
    tamika tammy tania tanisha tanya tara tariq tasha tatiana taylor ted terence teresa teri terrance terrence terri
    terry thelma theo theodore theresa thomas tiffany tim timothy tina toby todd tom tomas tommy toni tony tonya tracey
    traci tracy travis trevor tricia trisha tristan troy tyler tyrone ulrich ursula valentina valeria valerie vanessa
    velma vera vernon veronica vicki vickie vicky victoria vijay vikram vincent viola violet virgil virginia vivian
    vladimir wade wallace walter wanda warren wayne wei wendell wendy wesley whitney wilbur wilfred willard william
    willie wilma winifred winston xavier ximena yasmin yasmine yesenia yolanda yousef yuki yusuf yvette yvonne zachary
    zainab zara zoe
    """.split()
)
ALSO_WORDS = frozenset(
    """
    angel april art ashton august autumn bill bob buck carry chase chuck crystal dean dawn destiny drew ernie faith frank
    gene ginger grace grant guy harmony hope jack jade jewel joy june kay lane may mark max melody mercy mike misty nick
    olive pat pearl ray reed rich rob robin rose ruby rusty sandy skip star sunny summer sue sterling stone trinity tony
    victor viola violet wade ward will willow juliet charlie
    """.split()
)
"""First names that are words too: they count only before a family name that is none."""
FAMILY_NAMES = frozenset(
    """
    abbott abdi abrams acosta adams adeyemi aguilar ahmed alexander ali allen alvarado alvarez anderson andrews archer
    armstrong arnold arroyo atkins austin avila ayala bailey baldwin banerjee barker barnes barnett barrett bartlett
    barton bates bauer baxter beck becker bell beltran bennett benson berger bernstein berry bhatt bishop blackwell
    blake blanchard bowen bowers bowman boyd bradford bradley brady brandt brennan brewer briggs brooks brown bruce
    bryant buchanan burgess burke burnett burns burton bush butler byrd caldwell calderon callahan cameron campbell
    campos cannon cardenas carlson carpenter carr carrillo carroll carter carver castillo castro cervantes chan chandler
    chang chapman chavez chen cheng cho choi chowdhury christensen chung clark clarke clayton cohen coleman collins
    conner connolly contreras conway cooper cortez costa cox craig crawford crosby cruz cunningham curry curtis dalton
    daly daniels davidson davies davis dawson delacruz delaney deleon delgado desai diaz diaz dixon dominguez donovan
    dorsey douglas doyle duarte dudley duncan dunn duran eaton edwards elliott ellis ellison emerson erickson escobar
    espinoza esposito estrada evans farrell feldman ferguson fernandez ferreira figueroa finch fisher fitzgerald flanagan
    fleming fletcher flores foley forbes foster fowler fox francis franklin fraser frazier freeman friedman fuentes
    fuller gallagher gallegos garcia gardner garrett garza george gibbs gibson gilbert gill gleason glover goldberg
    gomez gonzales gonzalez goodman goodwin gordon graham greene gregory griffin griffith gross guerra guerrero gupta
    gutierrez guzman haddad hahn hale hall hamilton hammond hampton hansen hanson hardin harding harmon harper harrington
    harris harrison hart hartman harvey hassan hawkins hayes haynes henderson hendricks henry hernandez herrera hicks
    higgins hill hines hodges hoffman hogan holland holloway holmes holt hopkins horton houston howard howell huang
    hubbard hudson huerta hughes hussain hutchinson huynh ibarra ibrahim ingram iyer jackson jacobs jacobson jain james
    jefferson jenkins jennings jensen jimenez johansson johnson johnston jones jordan joseph juarez kaplan kapoor kaur
    keller kelley kelly kennedy khan kim king klein knight koch kowalski kramer krishnan kumar lambert lara larson
    lawrence lawson leblanc lee leon leonard lewis li liang lin lindgren lindsey liu lopez lowe lozano lucas lucero
    lugo luna lynch lyons macdonald mack mackenzie maldonado malik malone mann manning marquez marsh marshall martin
    martinez mason mathews matthews maxwell mcbride mccarthy mccormick mccoy mcdaniel mcdonald mcgee mcguire mckenzie
    mckinney mclaughlin mehta mejia mendez mendoza mercado meyer meyers miller mills miranda mitchell mohamed molina
    monroe montgomery montoya moore morales moran moreno morgan morris morrison morrow morton moss mueller mullins munoz
    murphy murray myers nair nakamura nash navarro neal nelson newman newton nguyen nichols nielsen nolan novak nunez
    obrien ochoa oconnor odom odonnell okafor okeke oliver olsen olson ortega ortiz osborne owens pacheco padilla palmer
    parker parks parsons patel patterson paul payne pearson pena perez perkins perry peters petersen peterson petrov
    pham phillips pierce porter powell powers pratt preston price quinn ramirez ramos ramsey randall rao rasmussen
    reddy reed reese reeves reid reilly reyes reynolds rhodes richards richardson riley rios rivas rivera robbins
    roberts robertson robinson rodgers rodriguez rogers rojas roman romero rosales rosario rosen rosenberg ross rossi
    rowe roy rubio ruiz russell russo ryan saito salas salazar salinas sanchez sanders sandoval santana santiago santos
    sato saunders savage sawyer schaefer schmidt schmitt schneider schroeder schultz schwartz scott serrano sethi shaffer
    shah shannon shapiro sharma shaw shelton shepherd sherman shields siddiqui silva simmons simon simpson sims singh
    sinclair singleton smith snyder solis soto spencer stafford stanley stark steele stein stephens stephenson stevens
    stevenson stewart strickland stuart suarez sullivan summers sutton suzuki swanson sweeney tan tanaka tang tapia tate
    taylor tejada terrell terry thomas thompson thornton tillman torres townsend tran travis trevino trujillo tucker
    turner tyler underwood valdez valencia valentine vance vargas vasquez vaughn vazquez vega velasquez velez villa
    villanueva villarreal vincent vu wade wagner walker wallace walsh walter walters walton wang ward warner warren
    washington waters watkins watson watts weaver webb weber webster weiss welch wells wheeler whitaker white whitehead
    whitfield whitney wilcox wiley wilkerson wilkins wilkinson williams williamson willis wilson winters wise wolfe wong
    woodard woods woodward wright wu yang yates yoder young zamora zhang zimmerman
    """.split()
)
