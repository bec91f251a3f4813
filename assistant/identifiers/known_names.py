"""First and family names common in the United States: in speech nothing else tells a name from a word.

Names that are as often ordinary words, months or products are left out or stand in `ALSO_WORDS`.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    barb bev cyndi deb fritz jen josh kath marge mitch shaniece steph trish zach
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
    howard hubert hugh hugo ibrahim ida ignacio ike imani imran ines ingrid irene irma irving isaac isabel
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
    abner adelaide adelina adeline adolfo alastair aldo alec aleida alejandrina alfonso alistair alonzo althea
    alton alvaro alyson amalia amari amaya anais anand andreas angelique angus anibal anisa anselmo antoinette
    antonella anwar aretha ariella arlo arnulfo artemis arvind ashanti athena aurelio azalea bahar barrett basil
    beau belen bertram bettye blair braden brady branden brennan briana brice brigitte briony brock brody bryant
    bryn bryson burton caden callie camden candelaria carey carlton carmelo carmine carson cathleen cecile celina
    chanel chantal charleen charmaine chester cheyenne christa christal christoph christy cicely claribel clark
    claudio clement cleo cliff clint colby cole coleen coralie corbin cordell corrine cortney cyril cyrus damien
    danette danica danika dante darby darcy daria darin dario darrel darrin darwin davina davis davon dawson deana
    deandra deann deja delbert delma delmar demarcus denis denzel deon derick devon devonte dewitt dianna dianne
    diarmuid dillon dion dionne dirk dolly donato donnell donnie doretha dorinda dorris drake dudley duncan earlene
    earnest eddy edison edmond edric edwardo effie efren eladio eldon eldridge elenor elissa elmer elmo elnora eloy
    elroy elton elva elwood emery emil emile emilee emmett emory enrico erasmus erick erma ernestina errol ervin
    erwin essie estela estrella ettie eugenie eula eustace evangelina everett everly ewan ezequiel faisal fannie
    farid farrah fawn faye federico felecia felicity felton fern fidelia finn flora forrest franco frankie franz
    freddie freddy frederic fredrick frieda fritz gael galen garfield garland garret garth gaston gaynor genaro
    genoveva georgina geralyn gerardo geri germain gerry gertie gia gilda ginny gino giorgio gladis glenna glynn
    godwin golda goldie gracie grady graeme grayson greer greyson griffin grover guido gus gustav gwyneth hallie
    hamish hank hanna harlan harley harrison hashim hayden hayley heath henri henrique hermann hernan hershel
    hester hilary hillary hilton hiram hollis horace hosea hoyt hudson huey humberto hyacinth ian ibrahima idris
    ignacia igor ilana ilene imogene indira inigo iona isabelle isaias ishaan isiah issac iva ivanna ivonne jabari
    jacinto jaclyn jacque jacquelyn jaden jadon jaiden jairo jalen jamar jamel jameson jami jamison janae janell
    janessa janette janie janis janna jaqueline jaron jarred jarrett jarrod jaxon jaya jayant jayla jaylen jayne
    jayson jeannette jeannie jeannine jed jefferson jenifer jerald jeremias jeri jerold jerrell jerri jerrod jess
    jillian jimena joana joaquim jocelyne joellen johan johnathan johnnie jolene jolie jonas jonathon joni jordana
    jorgen josef joselyn joslyn josue jovita juliann julianne juliette julissa justina justine kade kai kailey
    kaitlyn kaleb kaley kalvin kamila kandace karin karly karolyn karyn kasey kassandra kathi kathrine kati katlyn
    kaylee kaylin keanu keegan keely keenan keira kelley kellie kelvin kendall kendrick kenia kenna keri kermit
    kerri keshia keyla khadijah khanh kiana kiara kiera kieran kiley killian kimberlee kimberley kinsley kirsten
    kirstie kody kori kory kris krishna krista kristal kristi kristian kristie kristopher kristy krystle kylee kyra
    lacey lacy ladonna laila lakshmi lamont lance landon lanny laquita larue lashawn latanya latisha latonya
    latrice laureen laurel lauri laurine lavern laverne lavonne lawanda layla layne leann leanna leanne leda leeann
    leigh leland lemuel lenny lenore leola leonel leora lesa lesley leta letha letitia levar lexi lexie liana libby
    lidia liesl lilian lilla lillie lina linh linnie linus linwood lisette lissa lissette liza lizbeth lizzie loni
    lonny lora loraine lorelei loren lorene lorna lorrie lottie louie lowell loyd luanne luca luciano lucien lucila
    luella lula lupe lupita lyla lyle lyman lyndon lyndsey lynne mabelle macy madalyn maddox madelyn madge mae
    magda magdalene maia maira maisie malachy malia malinda mallory malvina mamie manish manoj marcelina marcelle
    marcelo marcie marcy margery margo margot margret mari mariano maribeth maricela mariela marilynn marina marisa
    marita marjory marla marleen marlena marley marlin marlys marni marquis marquita marshall marva marylou mathew
    mathilda mathilde matias mattie maud mauricio mauro mavis maxie maxwell mayra mckenna meagan meera meghan mehdi
    melba melina melisa mellissa melva melvina merle merlin merrill mervin meryl mia micaela micah mickey mikayla
    mila miles milford millard millie milo mimi minnie mirella mirta misael mitch mitchel mohan mollie molly monika
    monserrat moshe mozelle muhammed murray mya mylene myles myriam myron naima nakia nanette naoko napoleon
    narendra nasir nasreen natalya nathalie natividad ned neda neela neena nelda neva neville ngoc nicky nico
    nicola nidia nikki nila nils nita noah noel noelia nola nolan nona noreen norene norris nyla octavius odell
    odessa odin ofelia olen oleta olin ollie oralia oren orval osman oswaldo otilia ottis ozzie pascual patrica
    patrice patsy paulette paulino paxton pearlie peggie perla petros phil philippe phong pilar qasim queenie quinn
    quintin rachael rachelle rae raegan raina raja rajiv ramesh ramiro ramsey randal randi randolph rasheed rashida
    ravindra raymundo rayna reagan reba reece reem regan reggie reid reilly reina remy rena renaldo renato rex
    reyna reza rhea rhett rhys ricki rickie rico rigo riley rina robbie rocco rocio roddy rodger rogelio rohan
    rolland romaine ronan ronda ronny roosevelt rory rosalva rosalyn rosanna rosanne roseann roselyn rosetta rosita
    roslyn rowan rowland roxie royce rubi rubin ruthie ryann ryder rylan rylee sabra sally salome sami sammie sammy
    samson sana sanford sanjeev sanjuana santana santino sarai saundra savanna sawyer scot scottie seamus selene
    selina shaina shalonda shamika shanda shanelle shani shanna shante sharif sharlene sharron shaunna shavon
    shawna shayla shayne shea sheena shelton sheree sherie sherif sherman sherrie sherwood shira shirlee shonda
    simeon simran sinead skye skyler socorro soledad sondra sonny soraya stacia stefanie stephan stephany stevie
    suellen suman susanne sushila suzan suzanna suzette syed sylvie tahir talia tamala tameika tami tammie tamra
    tanner tanvi tarun tatum tawana teagan teddy teodora terrell terrie tess tessa thad thalia thea therese theron
    thomasina thurman tiana tiara tiffani tillman timmy tisha titus tobin tomeka tommie tori travon tremaine trent
    trenton tressa treva trey trina trinh trish trista truman trung tucker twila tyra tyree tyron tyson ulysses uma
    uriel vada vaughn veda velda venita verdell verla verlene verna vernell vernita vida vikki vilma vince vinita
    vinnie vinod virgie vito viviana vonda waylon weldon wendi werner westley whitley wilda wiley wilford willa
    willis wilmer wilson winnie winona woodrow wyatt xander yadira yahir yahya yasir yazmin yessenia yetta ying
    yolonda yoshiko yousuf yusef yvon zach zachery zaid zander zandra zane zaria zayn zeke zelma zena zita zoey
    zola zoran
    absalom adalberto adelbert adelia adolph agnieszka ahmet albertina alden algernon aloise alphonsus alvina alyosha
    amabel amancio ambrosia amos amparo anatole anatoly andrzej annamaria annmarie ansley antonietta araceli arcadio
    ardell ardis arno artemio arvilla asa asuncion atticus aubree audra augusta avis azariah barnaby baxter beauregard
    benedetta benito bennett bento bessie betsey bjorn blanche boyd bradford branka bronislaw buford burl caesar
    calliope caridad carolann casimir caspar catarina cato chandler chauncey chiara cipriano clarice cleon cletus
    clovis coleman columba concepcion concetta consuela cora cosimo cosmo crispin cyprian dahlia dalia danilo dashiell
    declan della dewey dinah dominga dorcas dulcie eda egbert eldora eleazar electra elgin elihu elinor elisabeth
    elisha ellis elvis emerson enzo erland esau ethelbert ethelyn etta eulalia eulalie euphemia eusebio evert fay
    fiorella florencia fulgencio garrison gaylord geraint giles gregoria guinevere halina herb herschel hettie
    hezekiah hobart hollister homero honoria hortensia howell idella ileana ilse immanuel ingmar ione ira irwin isaura
    israel ivor jabez jacek jacoba janina jemma jewell jiri joachim joakim joao joelle johann josefa juanito judah
    judson jules julieta jurgen kaiden kalliope karol katharina kaye keziah kimiko kiyoshi knut konrad konstantin
    krzysztof lafayette lambert langston lars laurence lazaro leatrice leonardo leonidas leontyne lettie levon lilith
    lisbeth loretto louisa luann lucasta luka lurline lyudmila macario mahala manolo marceline marcellus margit
    margrethe marigold maris marisela marna martine mateus matthias maurine maynard mccoy melchor melisande mercedez
    meredyth merritt meyer milburn mireya mirna miroslav mitzi murtaza mychal nadezhda nahum nannette naomie narcisa
    nathanael nella nellwyn nereida nettie newell newton nicodemus nikolas nobuko noreene norton norwood novella obed
    odis olinda ondine orin orion orpha orrin oziel parthenia pearline petronila phyllida portia priscila procopio
    prosper raisa raleigh raoul raphaela refugio remington reva reyes roald roma rosalba rosalina rosalinda rosamond
    rosella rosendo roswell ruthann ruthanne sabine santina saverio sebastiano selwyn serge shirlene sibyl sidonie
    siegfried silvana silvester sofie solveig spiros stanislaw stefano stephania sullivan sunniva susannah talitha
    tallulah tecla teofilo teresita theda thelonious theodosia thi thor thornton thurston timoteo tirzah tova travers
    trinidad ulrike urban uriah valdemar valerio venetia venus verlin vester vicente vincenza vivien vlad waldo wallis
    walton wanita webster wilburn wilfredo willene willodean winfield winfred winslow wojciech wylie xenia yaroslav
    yehuda yoko zebulon zedekiah zofia zoraida
    walt abe artie bart benny bernie billy billie bobby bobbie bree cassie chrissy chuckie clem curt debbi dex dom
    dottie earle elle emmy evie flo franny gabe gabby gabi gigi gussie gwennie howie iggy izzy jax jeb jett jimbo jo
    joanie jodie jude judd junie kathie katy kenzie kitty lex lilly livvy lulu maddie maddy mandi marv matty maudie
    meg meggie mel mikey milly moe monty morty myrt nate norm ozzie pammy peg ralphie richie robby rocky rollie rona
    roz russ sallie sandi scotty sherm sid soph stu sully suzie tammi tessie tia tilda trudi trudie vern vic viv
    wally wes yoli zack zak aubrielle bentley brantley brielle caiden cayden daxton easton emersyn harper harlee
    jaxson jayce jayceon kaden kamryn karter khloe kinley kolton londyn mackenna mckenzie nevaeh oaklynn paisley
    peyton payton presley raelynn remi ryker skylar zayden zion luna isla
    bao lazarus amira aaliyah kahlil mehmet emre goran zoran dragan milos bozena grazyna zbigniew halina elzbieta malgorzata
    kamala lakshmi sunita rekha usha harjinder gurpreet manpreet jaspreet tenzin pema dolma karma noor farah yasmin soraya
    nasrin shirin parisa behrouz farhad ikaika keola kalani makoa leilani kehaulani malia noelani kainoa sione sefo tavita
    lupita inocencio eusebio amparo socorro phuong quang thanh huong hien tuyet trang dung nhung sokha bopha sopheap
    selam tigist almaz dawit yonas abebe bekele tewodros omari kofi ama abena yaa kwabena adwoa chidi emeka obinna
    agustin aimee aleksandr alexandre alexei alexia alonso amelie andrei andrey angie anson anton antony auguste
    augusto barney becca benji bernardo bernhard bertie bess beverley brayden bret britney brodie camilla carlo
    carole cary cass cecily celine chet clair clare clive conor constantin cory dani darnisha darryl davonte davy
    dmitry domenico edie edouard eduard eliot fabio filippo francesco francois francoise fredrik georg georges
    georgie gerhard giacomo gil gilles gillian guillaume gustave hal hamid harald helmut hussein iain iqbal irv
    ismail ivo jace jakob jamarcus jana jens jimmie jonny jozef julien kamari kari katharine kayden keon keyana
    keyshawn kira laquisha latrell lubna luc lucie lukas madeleine mai makayla marko markus massimo mathias mick
    mika misha musa nadja nat niall nikola nikolay nisha olivier oskar pam philipp pia pieter pietro rafe rashawn
    ritchie roxy rudolf sal salim salman sameer sebastien sergey sienna silvio skyla stephane susanna sushma suzy
    tevin theodor thierry thom tito trayvon tyrese val willem yves zac
    """.split()
)
ALSO_WORDS = frozenset(
    """
    angel april art ashton august autumn bill bob buck carry chase chuck crystal dean dawn destiny drew ernie faith frank
    gene ginger grace grant guy harmony hope jack jade jewel joy june kay lane may mark max melody mercy mike misty nick
    olive pat pearl ray reed rich rob robin rose ruby rusty sandy skip star sunny summer sue sterling stone trinity tony
    victor viola violet ivory patience prudence charity justice precious princess blessing comfort diamond genesis
    heaven poppy sage clay brook
    wade ward will willow juliet charlie dee dot bud iris
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
    agarwal akhtar alfaro almeida alston amundsen andersen appiah arceneaux archuleta arellano arias arnett asante
    ashby ashford atkinson ayers babin baez bagley balakrishnan balderas barros basu bautista beasley becerra
    belanger benitez benoit bergman bernal bertrand bianchi billings bjork blackburn blackmon blair blanco
    blankenship blevins bloom blum bolton boone booth borja boucher boudreaux bowles boyce boyer boyle brandenburg
    braun brink briscoe britton brock brogan browning bruno bryson bui bullock burch burgos burks burnham burrell
    burris busch bustamante cain cantu carey carlisle carney carranza casey cassidy castaneda castellano cedillo
    chambers chandra chau chavarria childers childress clements cline cobb cochran coffey cole colon combs compton
    conley conrad cooke corbett cordero cornell cortes costello coughlin cowan crawley crockett crouch crowe cuevas
    cummings dahl dang danielson daugherty davila decker deegan delarosa denton desjardins devine devries dickinson
    dillard dillon dinh dobbs dodson dolan donahue doran dotson downing drake draper dreyer drummond duffy dugan
    dumont duong durand durham duval dyer easton eccles eckert egan eldridge elkins emery engel enriquez epstein
    erikson escobedo espinal everett ewing fagan falk farley farris fenton ferrara ferrari ferrell ferris finley
    finnegan fitch flynn fortin fournier franco frederick freed frey frye fulton gaines galindo galloway galvan
    gamboa gannon garland garner garvey gauthier gentry gerber gillespie gilliam gilmore goff goldman gould grady
    graf greenwood greer grimes grossman gruber guevara guidry gunn guthrie haas hagen haley halloran hamlin
    hancock haney hanna hardy harlan harrell hatfield hauser hayden haywood healy heath hebert heller hendrickson
    hendrix henley henning henson hess hewitt hickman hinton hobbs hoover horne howe hoyt huber huff huffman hull
    humphrey hunter hurley hurst hutton hyde iglesias ivanov ivey jacobsen jarvis jefferies jernigan judd kahn kane
    kang kearney kemp kendall kent kerr kessler keyes kidd kilgore kimura kinney kirby kirk kirkland knapp knox
    kohler kraft kuhn kurtz lacroix lam lancaster lang lange langley lau lawler leach leal ledford levin levy
    lindberg lindquist lindsay lloyd logan loomis lott lowery lowry ludwig lynn lyon macias madden maddox
    madison magana manley mansfield marek marino marks marlow marrero marroquin marsden martell massey mata mathis
    matos mayer maynard mayo mays mccall mccann mcclain mcclure mcconnell mcdowell mcintosh mckay mckee mcknight
    mclean mcleod mcmahon mcmillan mcneil medina melton mendes mensah mercer merrill merritt metcalf metzger
    michaud mohr monaghan montano montes moody mooney mora morin mortensen mosley mott moyer mulder mulligan munro
    murdock murillo nagy nance narayan nascimento natarajan nesbitt neumann newell newsome ng nicholson nieves
    nixon noel noonan norman norris norton norwood oakes oakley ocampo ogden okoye olivares oneal oneill ono orozco
    orr osborn osgood otero ott owusu palacios pantoja paredes park parr parrish paulson paz pedersen pelletier
    pennington perera perrin petrova petty phan phelps picard pickett pineda pittman platt polk pollard pollock
    poole potts pradhan prieto proctor pruitt puckett pugh purcell quezada quintero quiroz rader ragland
    ramachandran raman randolph rangel rankin ransom rasheed ratliff raymond reeder regan reis reyna rhee ricci
    richmond riggs ritter roach robb roberson robles rocha roche rodrigues rollins romano rooney rosado rowland
    rowley rucker rutledge ryder salgado salisbury salter sampson samuels sanford sargent saxton schafer schaffer
    schmid schroder schulz schuster schwab segura sellers serna sewell shea sheehan shepard sheridan sherwood shin
    sizemore sloan sosa souza spears spence stanton starr steadman steiner stern stinson stokes stoll stout strand
    stratton sutherland swain sykes tabor talley teague thibault thorpe tierney tobin todd trejo trent truong
    tuttle tyson ulloa upton urbina valadez valdes valle vang varela vaughan vera vinson vo voss waldron waller
    webber werner whalen whitley whitlock whitman wilder willard winkler witt wolf wooten worley wyatt yeager yoon
    youngblood yu zhou zhu zuniga
    abbate abernethy ackerly acuff adair addington aiello ainsworth akers albers aldana alford allard alleyne altman
    alves amaral ambler aponte araujo ardoin arnaud arrington arsenault arteaga ashcroft aston atwood aubert auclair
    aylward bach backus baird balboa ballinger bannister barbosa barclay barefoot barfield barone barringer barrios
    bartel bassett batchelor battaglia baumann beale beaudoin beaulieu beckwith bedford beeler belcher bellinger
    belmont benning bentley bergeron berglund berman bernhardt bernier berrios betancourt bettencourt bickford biddle
    bilodeau binder bingham birch bischoff blais blakely blanchette blaylock bledsoe blount boatwright bodnar boggs
    bohannon boisvert bolin bollinger bonham bordeaux borden borges bosch boswell bouchard boudreau bourne bowden
    bowser boyett bozeman bracken bradshaw brandvold branham brannon brantley bratton braxton breaux bresnahan
    brewster brinkley broadbent broadnax broderick brodeur brogdon bronson brophy browder brower brubaker brumfield
    brunelle brunner bruns brunson bucci buchholz buckner budd buenrostro buettner bulger bullard bumgarner burchett
    burdick burkett burkhart burleson burroughs byers byrne caballero caddell cahill calabrese callaway calvert
    canales capps caputo carbone cardoso carlin carmona carrigan carrington carswell cartwright caruso carvalho
    casanova casas cashman castleberry caudill chaffin chaney charette charron chisholm choate christiansen christie
    claiborne clarkson claussen claypool clough cobbs coble coe coggins colbert colclough coley colfax collier colson
    comeau condon conklin connell connelly conroy coombs copeland corcoran cornish coronado correa corrigan cowart
    coyle coyne crandall cravens creighton crews cronin crowell culbertson cullen culpepper cummins curran currie
    cusack cyr dabney dagenais daigle damron dangelo dasgupta davey dawkins dayton deaton decarlo deguzman delgadillo
    deloach deluca dempsey dennison denny depew derosa desantis deshields desilva devito devlin dietrich dietz
    digiovanni dillingham dinardo dirksen dobson dodd doherty donohue dooley dorman dorn dougherty douglass dowd
    dowell downey dozier drayton driscoll drucker dubose dubrovsky ducharme duckworth dugas duggan dumas dunaway
    dunbar dunham dunlap dupont dupree dupuis durant dutton dykes dykstra eagan earley easley eastman ebert eccleston
    edmonds edmondson eggleston ehrlich elam elkin ellington elmore elrod embry ennis epps ernst esparza estes
    etheridge eubanks evers ewald fahey faircloth farias farquhar farr farrar farrington fassbinder faulk faust
    favreau feeney felder fenner fenwick ferrer ferro fielding findlay finlayson finney fischer fishman flaherty
    florez folsom fontenot forde forsyth foss foust fraley frampton frasier frazer freitas frias frith fuchs fulmer
    gabel gaddis gaffney gagne gagnon gaither galarza gale gallardo galligan gandhi gantt garber garibay garnett
    garrity gaskin gatlin gauthreaux geiger gerhardt gervais gibbons giddens gifford gillette gilliland gillis gilman
    ginsberg giroux glaser gomes goodall goodin goodrich goodson gorham gorman gott gower graff greco greenfield
    greenlee greenwald gregg griggs grimm griswold groff grubb guay guerin guillen guillory gulley gurley hackett
    hackney haggerty haines halverson hamel hammett hanes hankins hanley hannon hardaway hardwick harkins harkness
    harlow harman harrigan harriman hartford haskell haskins hastings hauck haugen havens healey hearn hedrick
    heffernan hein heinz helton henke hennessey hensley herndon herron hershberger hewlett hiatt hickey hidalgo higdon
    higginbotham hildebrand hilliard hindman hinkle hinson hobson hodge hodgson hoff hogue holbrook holcomb holden
    holguin holliday holm holman holtz homan hooper hopson hoskins hough houghton hubbell huddleston hudgins huffaker
    huggins hundley huntley hurd hutchins hyatt hyman ingle inman irizarry isaacs isaacson isom jaeger jeffers
    jeffries jenks jeter joiner karlsson kauffman keane keene kelleher kellogg kemper kenney kenyon kerns kessel
    kessinger ketchum kimball kimble kincaid kingsley kirchner kirsch kirwan kiser kline klinger knowles knowlton
    koehler kohn kowalewski kozak kraus krause kravitz kremer krueger kruse kuhlman kurz kwan ladd lafferty lamontagne
    landers landis langdon lanier lankford lanza lapierre laplante larose larsen lasalle lassiter latham lathrop
    laughlin lavigne lawton layton leavitt leclair ledbetter leddy leduc leeds legault legrand lehman leighton lemay
    lemieux leone lerner leroux lesko letourneau levesque lind lindstrom linn lipscomb littlefield littlejohn lockwood
    lofton logue lombard longo loper loveless lovell lovett lowther lucier luckett lund lundberg lundy lussier lutz
    lyles mabry macleod macmillan maddock mader maes magee maguire maher mahon malloy maloney mancuso mandel maness
    mansour manzo marchand marcotte markham marler marr marriott martel martens martineau martino martins mascarenhas
    massie matheson mattingly mattson maurer mayberry mayes mayfield mazur mcadams mcarthur mccabe mccaffrey mccartney
    mccarty mccauley mcclelland mcclendon mcclung mccollum mccord mccracken mccrary mccray mccurdy mcdermott mcdonough
    mcfadden mcghee mcgill mcginnis mcgovern mcgraw mcgregor mchugh mcinnis mckinley mckinnon mclellan mcmanus
    mcmaster mcmullen mcnair mcnally mcneal mcneill mcqueen mcrae mcwilliams meacham meadows meier melnick menard
    mercier messina metz mewborn michel middlebrook milam milligan milner mims mireles moffett moffitt montalvo
    monteiro montero moorman moreland morey morley morrell morrill morrissey moseley mosher moulton moya mullen muncy
    munk munson murdoch murrell musgrave nadeau najera napier nava naylor nealy needham neely negron neill nelms
    nesmith newberry newcomb newkirk nickerson nolen nolte northrup nowell nugent nunes nunn nye oglesby ohara ormond
    orourke oshea osullivan otoole ouellette overby overstreet overton packard padgett palermo pappas paquette parham
    parisi parkhurst parnell parris parrott partridge paschal patton payton peebles pell pellerin perrault perreault
    perron perrone pestana pettit pfeifer pfister phelan phipps pickens pickering pierson pina pinckney pitre pizarro
    plante plummer pogue poirier poisson polanco polito poore porras portillo potter poulin poulter prater presley
    pressley prewitt pritchett proulx provost pryor puente pugliese pulliam purdy purvis putnam pyle quiles quiroga
    rainey ramey ramsay rathbone rayburn razo reardon reaves redman rees regalado reich reiter rendon renfro renner
    resnick reynoso rhoades rhymes rickard ricketts ridgeway riggins rinaldi rivero roark roberge robinette robins
    robison robson rocheleau rockwood rodrigue roldan rollin roop roque rosas rosenbaum rosenblum roth rothman
    roundtree rountree rourke roush rudd ruddy ruffin ryals sadler saenz salcido saldivar salerno sanabria sandberg
    sander sandlin santoro sarmiento sasser satterfield saucedo sauls saylor scanlon scarbrough schenk scherer
    schiller schmitz scholz schrader schuler schulte schumacher schumann scoggins scruggs scully searcy seaton seay
    seeley segal seifert seiler severino shackelford shafer shanahan sharkey shearer sheffield shephard sheppard
    sherrill shipley shipman shively shoemaker shrader shuler shultz sibley siegel sikes siler sills simms simonson
    simpkins sisco skaggs skelton slayton smiley smithson snell snider snodgrass sokol sommer sommers sorrell sotelo
    southard southerland spangler spaulding spiegel spivey sprague springer sprouse stahl staley stallings standish
    stanfield stanford stang starks starling starnes stauffer stearns steen sterling stinnett stoddard stoltz stovall
    straub strauss strother struthers stubblefield stubbs suggs sumner sumpter sutter swartz swenson swisher switzer
    taber tackett taggart tait talbot tamayo tarbox taveras teel teixeira tellez thacker thayer theriault thiel
    thomason tibbetts tillery tilley timmons tinsley tipton tolbert toledo tolliver tomlin torrence toth tovar trahan
    trainor trammell treadwell tremblay trimble tripp trudeau truitt trumbull tubbs tully turcotte turek turley
    turnbull turpin tyrrell underhill unger urena utley vaca valcourt valdivia valente vandyke velarde venegas ventura
    verdugo verma vick vickers viera vigil villalobos villegas vinci vogt voight volk vollmer wachter waddell wadley
    wagoner wahl waite wakefield walden waldrop wardell warfield washburn wasserman waugh weems weil weller wellman
    welsh wendt wentworth wertz westerman westfall weston wetzel whaley wharton wheatley wheaton whelan whipple
    whisenhunt whiting whitlow whitten whittington whitworth wiggins wilke wilkes willett willey willingham wilmoth
    wimberly windham wingate winkle wiseman withers wofford wolff womack woodall woodbury woodcock woodson wooldridge
    woolley worrell wray wynn yancey yanez yarbrough yazzie ybarra yost zamudio zarate zeigler zeller zepeda zimmer
    abbas amin appleton ashe aung austen beatty benton bergen bhatia bose brant caine calhoun chalmers chaudhry
    cochrane conti coulter cutler deng devi dickson donaldson dunlop dunne dwyer fallon farouk fitzroy fontana
    forster gallo gardiner goddard goldsmith gough hamdan hampson hlaing hoffmann horvat htun hume iqbal irvine
    johansen johnstone kato khoury leary leung lwin macarthur mackay maclean malhotra mcdonnell mclaren mehra menon
    michaels milne moffat muir muller myint nassar nasser nicholls nilsen nilsson orton papadakis paterson pearce
    pereira phyo pillai pitt qureshi ridley saleh sharpe sloane smyth somerville stirling stockton szabo thatcher
    thomson
    """.split()
)
FAMILY_WORDS = frozenset(
    """
    bell berry bush foster fox gross hale hall hill king mack marsh moss parks powers price savage small stark summers
    vance wade ward waters white wise winters woods young brown carpenter fisher mason miller cooper cook
    """.split()
)
"""Family names that are words too."""
PLACE_NAMES = frozenset(
    "georgia virginia carolina charlotte austin madison jackson savannah orlando florence houston israel jordan helena phoenix "
    "dallas denver kenya dakota chelsea sydney paris brooklyn cody aurora jesus christian medina".split()
)
"""First names that after "for" are as often where somebody lives."""
GIVEN_NAMES = FIRST_NAMES - ALSO_WORDS
"""First names that are no other words."""
KNOWN_NAMES = FIRST_NAMES | FAMILY_NAMES
