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
    adaeze adaobi ademola adetola adunni agatha aiko ainsley aleksander aleksandra alessandra alessandro alhaji
    aloysius alphonse alphonso alva amadou amara amarachi ambrose anders anneliese annika ansel anselm antonia
    antonina apolonia archibald ariadne aristotle armand arvid asher aubrey augustin augustine augustus aurelia
    axel ayana ayesha ayo balthazar baptiste barnabas bartholomew bea beatrix beckett bella benedict benicio
    benita berenice bettie bettina beulah birgit blaine blanca bogdan boris bridgette bronwyn brunhilde burt
    caleigh calista calla callum camilo carina carlotta carmela caspian cassius cecelia celestine chadwick
    chiamaka chidi chidinma chinedu chioma ciaran cillian claudette claudine clementine cleopatra clifton
    clotilde colette conchita constantine consuelo cordelia cormac cornelia cosette cressida dagmar dagny
    damaris dariusz deidre delfina delilah delphine demetria demetrius deshawn dexter domenica domingo dominik
    donatella dorian dorothea drusilla dulce ebenezer ebony edda edgardo edna edwina efrain efua eilidh elba
    eleanora eleni elfriede eliana eliseo ellsworth elodie elowen elspeth elvira emeline emmeline endicott enid
    enoch ephraim erasmo ernestine esme esperanza estefania etienne eudora eugenia eugenio evander evangeline
    evelina ezekiel fabiola faustino feliciano fenella ferdinand fergus fidel filomena finnegan fitzgerald
    fletcher florian fredrika freya frida fumiko gaetano galina gareth gaspar gemma georgette georgiana geraldo
    gerda germaine giancarlo gianna gideon gilberto giovanna gisela giselle giulia giuseppe godfrey gottfried
    graciela gregor griselda gulliver gunnar gunther hadley hadrian hamza hannelore haruki haruko hedwig
    heinrich helene helga heloise henrietta henrik hermine hermione hildegard hiroko horatio hortense humphrey
    ichabod ifeoma ignatius ikenna ilsa imelda imogen inez inga ingeborg iolanthe iphigenia irina isadora isamu
    isidore isidro isolde itzel ivana ivar izabella jacinda jadwiga janusz jaroslav jarvis jasper jedediah
    jemima jerzy jethro jocasta jocelyn johannes jolanta josiah jovan junichi justus kaito kalani kalinda kamal
    karolina kasimir katarina katarzyna katya keiko kemal kiran klara klaus kofi kwabena kwasi lachlan lakeisha
    larissa laszlo laurent lavinia leander leif lenora leocadia leonid leonora leontine leopold leopoldo liliana
    linnea liselotte livia lothar louella lucian luciana lucinda lucius lucretia ludmila ludwig luigi luz
    lysander maeve magdalena magnus makoto malachi manfred manuela marcelino marcello marguerite maribel
    marietta mariko marius matilda matteo maude maura maximilian maximo mehmet melchior mihail mikhail milagros
    milan milena millicent milos minerva mirabel mireille mitsuko modesto moira montgomery mordecai morgana
    mortimer muriel narcissa nausicaa nehemiah nicanor nicolette nikolai nikos nkechi noelle noemi norbert
    norberto nuria obadiah obinna octavio odalys odette oksana olaf oleg olena olimpia oluwaseun ophelia orlando
    orson orville osvaldo oswald ottilie otto ottoline ovidio padma paloma paola patrizia percival perpetua
    petra petronella philippa philomena phineas piotr placido porfirio quillon quinton rafaela raimundo rainer
    rashad reinaldo reinhold remedios remigio renata rhiannon rhoda rigoberto roderick rodolfo rolf romulo
    rosalia rosamund roscoe rowena roxana ruslan rutherford sabina saeed salvatore samira sandor saoirse satoshi
    scarlett segun selma serafina seraphina seymour shakira shaniqua shanthi shirin sigmund sigrid silas
    silvestre siobhan slawomir solange soren stanislav stefan stefania stellan suleiman sunita svetlana sybil
    tadeusz takashi takumi tamar tamsin tavon teodoro thaddeus thandiwe theodora theophilus thibault thora
    tiberius tillie timofey tobias tomasz tomoko torsten trudy tuan tyrell ubaldo ugo ulrika umberto uzoma
    valentin vasily verena veronika victorine vidal viktor vincenzo vishal vitaly vivienne waldemar warrick
    wilhelm wilhelmina winthrop wolfgang xiomara yael yakov yelena yevgeny yosef yuri zachariah zahra zaira
    zbigniew zelda zenaida zenobia zephyr zoltan zora zuleika zuri zygmunt
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
    abernathy abrahamson achebe adebayo adekunle adler aguirre ahlstrom akintola albrecht alcott alderman
    aldridge amato ambrose andersson andrade antonelli applegate aquino aragon arbuckle armitage arredondo
    ashworth atwater babcock baczynski bainbridge balasubramanian ballard bancroft barlow barnhart barrera
    barrientos beauchamp beaumont bellamy benavides bergstrom birnbaum bjornstad blackwood blomquist boateng
    bogdanov bonaventura bonilla borkowski bourgeois braithwaite brannigan breckenridge bristow brockman
    broussard buckley bukowski cabrera calloway camacho cantrell carmichael carrasco castellanos cavanaugh
    chakraborty chamberlain chaudhary chevalier chinwe cisneros clayborne coleridge comstock cordova cormier
    cosgrove covington crabtree crenshaw cromwell crowley czajkowski dabrowski dalgaard dandridge danforth
    davenport debois delacroix demarco desrosiers deveraux dhaliwal diallo dickerson dimaggio dombrowski
    donnelly dubois duvall eberhardt echevarria eisenberg ellsworth endicott engstrom eriksen everhart fairbanks
    fairchild falconer farnsworth faulkner featherstone ferraro fessenden finkelstein fitzpatrick fleischer
    fonseca fontaine forsythe fortescue frankel friedrich fujimoto fujita galbraith garibaldi garrison gebhardt
    giannopoulos gilchrist giordano goldstein gonsalves grabowski grantham greenberg griffiths grimaldi
    gunderson gustafson hagerty halloway halvorsen hamasaki hanrahan harcourt hargrove hartley hartwell
    hashimoto hathaway hawthorne heinemann henriksen hightower hinojosa hirsch hoang hofstadter hollingsworth
    holmberg horowitz igwe ikeda ingersoll inoue jablonski jamison jankowski jaramillo johannsen kaczmarek
    kaminski katz kaufman kavanagh kawasaki keating kenyatta khatri kilpatrick kirkpatrick kobayashi koenig
    kovac kovacs kowalczyk kozlowski krakowski krishnamurthy kruger kuznetsov kwon lachance lafontaine landry
    langford larkin larsson latimer laurent lavoie lefebvre leibowitz levine levinson lieberman lindholm
    lindqvist livingston lockhart lombardi longoria lopresti lovelace ludlow lundgren lundquist macallister
    macpherson magnusson mahoney majumdar mancini mandelbaum marchetti matsumoto matthiessen maximov mbeki
    mcallister mcauliffe mccallum mcclellan mccormack mccullough mcdougal mcelroy mcfarland mcgillicuddy mcgowan
    mcgrath mcintyre mcnamara mcpherson meadowcroft melendez mendelsohn merriweather middleton mikkelsen
    milosevic miyamoto mohammadi montague moreau moretti morgenstern moriarty morimoto mukherjee muldoon
    murakami nakagawa nakajima nakashima narayanan ndiaye nightingale nikolaidis nishimura nowak nwosu oconnell
    ogunleye okeefe okonkwo okoro olafsson olawale oleary oliveira olmstead olszewski onyango orellana osei
    oshiro ostrowski oyelaran paddington palmieri papadopoulos papageorgiou parkinson parthasarathy pasternak
    pavlov peabody pellegrini pemberton pendergast penhaligon peralta pettigrew pfeiffer piotrowski pomeroy
    popescu popov poulsen prendergast prescott pritchard przybylski quackenbush quartermaine quigley quinlan
    quinonez quintana quist radcliffe rafferty raghavan rahman rajagopalan ramaswamy ranganathan ravenscroft
    redmond reinhardt renteria richter riordan roache robledo rockwell romanov rosenthal rothschild rousseau
    rutherford rutkowski saavedra sadowski saldana sandhu santangelo savchenko scarborough schofield schreiber
    schubert sepulveda shaughnessy shevchenko shimizu silverstein skinner slater slowinski sobczak sokolov
    solberg solomon solorzano sorensen spellman stanhope stapleton stavros steinberg stroud sturgess subramanian
    svensson swaminathan szymanski takahashi tannenbaum tchaikovsky templeton tennyson thackeray thibodeaux
    thorne thorvaldsen throckmorton tidwell tomczak tomlinson torkelson tsai upadhyay urbanski valenzuela
    valladares vandenberg vanderbilt vandermeer vanderpool vanhorn varga velasco velazquez venkataraman vogel
    volkov wadsworth wainwright walczak wallenberg watanabe weatherby weinberg weinstein westbrook wexler
    whitcomb whitmore whittaker willoughby winchester winslow wisniewski witherspoon wojcik woodruff worthington
    wozniak yamada yamaguchi yamamoto yamashita yarborough yilmaz yoshida zapata zavala zhao ziegler zielinski
    zubiri
    """.split()
)
