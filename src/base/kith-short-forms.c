/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-short-forms.h"

#include <string.h>

/* Each line is one name: short forms, pet names, and the same name in other languages, in Latin letters without marks, as
 * kith_name_dup_latin () writes them ("ue" is "u"). Men's and women's names are lines of their own. English, German, Dutch, Swedish, Norwegian,
 * Danish, French, Spanish, Portuguese, Italian, Polish, Czech, Russian, Ukrainian, Hungarian, Finnish, Turkish. */
static const char *const lines[] = {
  "aaron ron ronnie",
  "abigail abby abbie gail",
  "abraham abe bram ibrahim",
  "adelheid heidi adelaide adele",
  "agnes agnieszka agneta ines aga nessa",
  "albert al bert bertie albrecht alberto",
  "alexander alex lex sandy sasha sascha sacha aleksander aleksandr aleksandar alexandre alessandro alejandro "
  "sander xander alexandros olek sandor sanya oleksandr sashko",
  "alexandra alex sandra sasha sascha sandy lexi alexa aleksandra alessandra alejandra ola sanya oleksandra olya",
  "alfred fred freddy alf alfredo fredy",
  "alice ali alicja alicia elsie",
  "amanda mandy manda",
  "ana anna ann anne annie anja anya annika anni anneke nan nancy hannah hanna ania anka asya anita annette anouk "
  "nanna",
  "anastasia nastya stacy stacey asya anastasiya nastja tasia",
  "andrew andy drew andreas andre anders andrea andrzej andrei andrey andriy andras antti ondrej andres",
  "andrea andi andie andreia",
  "angela angie angelika angelica geli gela angeles",
  "anthony tony antony antonio toni anton antoine antonin antoni ante tonino",
  "antonia toni tonia antonie antoinette nettie",
  "archibald archie",
  "arthur art artie arturo artur",
  "augustin august gus gustl agustin",
  "barbara barb babs barbel barbro basia bobbie varvara",
  "bartholomew bart barth bartek bartlomiej",
  "beatrice bea trixie beatrix beatriz trix bice",
  "benedict ben benedikt benedetto bengt",
  "benjamin ben benny benji benno veniamin",
  "bernard bernie bernhard bernd bernardo berni",
  "birgit birgitta gitta britta gittan biggi brigitte brigitta bridget brigida gitte brit birte",
  "bogdan bohdan",
  "boleslaw bolek",
  "carl karl charles charlie chuck carlos carlo kalle karel karol chas chip",
  "carolyn caroline carol carolina karoline lina carrie caro lynn line",
  "catherine katherine kathy cathy kate katie kit kitty katharina katarina kathryn catharina caterina catalina "
  "katrin katrina kaja katja katya kati kasia katarzyna kaisa karin trine cate kay ekaterina yekaterina kateryna "
  "katinka kathe",
  "cecilia cissi cilla cecilie celia cecile silke zilla",
  "charlotte lotte lottie lotta charly carlota charlie lola",
  "christian chris kristian christiaan cristian krystian",
  "christina chris tina christine kristina kristin kirsten kerstin stina christa krista kristen kristine tine "
  "krysia krystyna cristina chrissy christel kirsi",
  "christopher chris kit topher christoph kristoffer christophe cristobal krzysztof krzys stoffel",
  "clara klara claire clare",
  "claudia klaudia claudie",
  "cornelia nelly conny connie nele",
  "cornelius cor kees conny niels cornelis",
  "cynthia cindy",
  "daniel dan danny dani danilo daniele danylo",
  "daniela dani danielle daniele danuta",
  "david dave davey dawid davide",
  "deborah deb debbie debra debora",
  "dennis denny denis denys",
  "diana di diane dayana",
  "dmitri dima dmitry dimitri mitya dmytro dmitriy dimitrios dimitris",
  "dolores lola",
  "dominic nick dom dominik domingo dominique nik",
  "donald don donnie",
  "dorothy dot dottie dorothea dora dorit dorte dorothee thea dorota",
  "douglas doug dougie",
  "edmund ed ned ted eddie",
  "edward ed ted ned eddie teddy eduard eduardo edvard edouard lalo edek",
  "eleanor ellie nell nora elinor leonora eleonora eleonore leonore lenore ella",
  "elizabeth liz lizzie beth betty eliza lisa elisabeth lisbeth betsy bess libby elsa else elise isabel elzbieta "
  "ela elspeth liesl liesbeth elisabetta lise lisette lies yelizaveta lili lilli bettina elisabet erzsebet alzbeta",
  "emily em emmy emilia emilie milly emma",
  "emmanul manny manul manu emanul immanul manolo",
  "eric rick erik rikki erich eryk",
  "ernest ernie ernst ernesto",
  "esther essie hester ester",
  "eugene gene eugen evgeny yevgeny zhenya eugenio eugeniusz yevhen",
  "eva eve evi ewa evelyn evelina ava evita",
  "ferdinand fernando ferdi ferenc nando hernan",
  "florence flo florian florentina flossie",
  "frances fran fanny franny franziska francisca francesca francoise franka franzi frankie paquita sisko",
  "francis frank fran francisco paco franz frans franciscus francois francesco franciszek pancho franek cisco",
  "frederick fred freddy freddie friedrich fritz fredrik frederic federico rick fryderyk frits frederik fiete",
  "frederica friederike rike frederike freddie federica fredrika",
  "gabriel gabe gabi gabor",
  "gabriele gabi gaby gabriella gabriela gabrielle gabby",
  "george georg jorg jurgen goran jorge georgie georges giorgio jerzy jurek yuri juri georgios giorgos yorgos "
  "gyorgy yuriy jiri jori joris jordi jurij",
  "gerald gerry jerry gerhard gerd gerard gerardo geert gert gerrit",
  "gertrude trudy gertrud trude gerti trudi",
  "gilbert gil gib bert",
  "giovanni gianni vanni nino giovannino",
  "giuseppe beppe pino peppe",
  "grace gracie grazyna graciela graca",
  "gregory greg gregor grigori grzegorz gregorio grisha hryhoriy",
  "guadalupe lupe lupita",
  "gustav gus gustavo gosta gustaf gusti",
  "hannelore hanne lore hanni",
  "harold harry hal harald",
  "helen nell nellie helena ellen elena lena helene elaine lene halina olena yelena lenka ilona hella leni ela "
  "leena",
  "henry harry hank henrik heinrich henri hal enrique heinz henryk heiner enrico hendrik henk henning heiko kike "
  "quique hinrich",
  "henrietta etta hetty henriette jette henrike rike",
  "hildegard hilde hilda hilla",
  "hubert bert hugh hugo huub huberto",
  "ignacio nacho ignaz ignatius ignacy",
  "ingeborg inge inga inger inka",
  "irene rene irena irina ira iryna reni irka",
  "isabel isabella bella isa izzy isabelle izabela izabella iza ysabel",
  "isidor izzy isidro",
  "jacob jake jakob jim jakub jacques giacomo jacobo jaap kuba koos jaakko yakov jascha jago",
  "jacquline jackie jacqui",
  "james jim jimmy jamie jem jaime diego santiago iago hamish",
  "jane janet janie jan joan johanna jana joanna jeanne jeanette giovanna juana jean hanna asia joasia yana jenny "
  "ivana johanne jeannine gianna",
  "jennifer jen jenny jenni jenna",
  "jerome jerry hieronymus geronimo jeron jeronimo",
  "jessica jess jessie",
  "joachim achim jochen jo joaquin jochim kim",
  "john jack johnny jon johnnie jan hans johannes juan ivan ian sean giovanni jean joao johan hannes ioannis yannis "
  "janos janne jens juhani jonny vanya hansi johann shane evan janek giannis",
  "jonathan jon jonny jonas johnny",
  "joseph jo joy josef sepp jose pepe giuseppe jozef josip joop beppe jupp youssef yusuf pepito chepe osip",
  "josephine jo josie fina josefine josefa josefina pepita sefi phine fifi",
  "joshua josh jehoshua",
  "judith judy judi jutta judit",
  "julia julie jules juliana julka giulia yulia juliet",
  "julian jules julius julio julien giulio juliusz",
  "karen karin kari caren",
  "kenneth ken kenny",
  "kimberly kim kimmy",
  "ladislaus laszlo wladyslaw ladislav vladislav laci wladek vlad",
  "lawrence larry lars lorenz laurence laurent lorenzo lauri laurens lasse laurentius wawrzyniec lavrentiy loren "
  "lourens",
  "laura laurie lauren lora laure",
  "leonard leo len lenny leon lennart leonardo lev leonhard lenz",
  "leopold leo poldi",
  "lillian lily lilian lil lilly lili",
  "linda lindy lin belinda melinda",
  "louis lou louie ludwig lutz luis luigi lewis ludovic lodewijk lude ludvig lajos ludwik wiggerl",
  "louise lou luise luisa luiza lulu lovisa luisella",
  "lucy lucia luzia lucie lucja luz lucyna",
  "lucas luke lukas luc lucasz lukasz luca lluc luka",
  "magdalene magda lena magdalena madeleine maddie maddy malena madeline leni magdolna",
  "malgorzata gosia malgosia gocha",
  "marcus mark marc marco markus marek marcos marcel",
  "margaret peggy meg maggie greta margareta margarete gretchen margarita margurite margit margot rita marge margie "
  "madge grete marjorie daisy greet gretel margherita margaux margrit margriet griet malgorzata margaretha megan "
  "marit merete mette marketa margo gitta",
  "maria mary marie mia mimi mitzi mariana marion may molly polly mariya masha maja marja miriam mariam manya "
  "marika maryam marysia mairead maire moira maureen ria marijke marieke maike meike mieke marita mariola maruschka",
  "martha marta marti patty",
  "martin marty marten martino marcin mart morten martijn maarten tinus",
  "martina tina martine",
  "matilda tilly mathilde till tilda hilda mattie matylda",
  "matthew matt matthias mats mathias matteo mateo mattias mateusz matti matthieu matej matvey hias thijs matthijs "
  "matz",
  "maximilian max maxim massimo maks maxime maksymilian maximo maksim maksym",
  "melissa mel missy lissa",
  "melanie mel lanie",
  "michal mike mick mickey misha mikal micha michel migul michele mikhail mikko mitch mihaly michiel mykhailo "
  "mischa mikkel miki michi misko mykola",
  "michala micha michi michelle micala mikala michale shelly",
  "muhammad mohammed mohamed mohammad mehmet muhammed mahmud mo moh",
  "monika monica moni mona monique",
  "nadia nadja nadya nadezhda nadine nadiya",
  "natalie nat natasha nataliya natalia natascha tasha talia natalya nathalie nata",
  "nathaniel nat nate nathan natan",
  "nicholas nick nicky nicolas klaus niklas nikolaus nico niko nikolai claus niels nils nicola mikolaj kolya klas "
  "nikolaos miklos nikos mykola nikola colin cole klaas nikita",
  "nicole nicky niki nicola nicolette nikki colette nika",
  "olga olya ola olha helga olenka",
  "oliver ollie olli olivier olaf",
  "oscar oskar ossi",
  "pamela pam pammy",
  "patricia pat patty trish tricia patti patrizia patrycja pati",
  "patrick pat paddy patrik patricio patryk padraig",
  "paul paolo pablo pavel pawel paulus pal paavo pol paulo pavlo pasha poul pauli",
  "paula pauline paulina paola polly pauli apolonia",
  "peter pete petter per par pedro pierre piet pieter pietro piotr petr petros pekka peer petrus petya petro pavo "
  "peadar perry piers",
  "petra piroska petronella nel nelly pernilla pernille petronela",
  "philip phil philipp felipe filip filippo philippe pip lippe flip",
  "rachel ra shelly rahel raqul rachele rachela",
  "raphal rafal rafa raffale rafi",
  "raymond ray raimund ramon reimund raimondo",
  "rebecca becky becca rebekka reba rebeka bekka",
  "regina gina reggie regine",
  "reginald reg reggie ron reinhold reinhard rainer reynaldo reinaldo rinaldo",
  "richard dick rick rich ricky ricardo richie riccardo dickie rikard ryszard rysiek ritchie",
  "robert bob rob bobby bert robbie roberto rupert robin robby ruprecht bobbi",
  "roderick rod rick rodrigo",
  "roland rolf rollo orlando rolando rol",
  "ronald ron ronnie ronny ronaldo",
  "rose rosie rosa rosemary rosemarie rosalie rosario rozalia roza romy rosi rosita",
  "rudolf rudi rudy rolf rodolfo rodolphe ralf",
  "russell russ rusty",
  "salvatore toto salvador turi",
  "samantha sam sammy",
  "samul sam sammy samu",
  "sarah sally sara sadie zara sari",
  "sebastian seb bastian sebastien basti wastl bas sebastiano sebas",
  "sharon shari",
  "sigrid siri sigi",
  "siegfried sigi siggi sigfrid",
  "simon si simeon szymon semyon simone siem",
  "solomon sol salomon suleiman suleyman",
  "sophia sophie sofia zofia zosia sofie fi zsofia sonja sonia sonya sofiya sofi fieke",
  "stanislaw stan stas staszek stanislav stanislaus",
  "stephanie steph steffi stefanie stephania stefania stevie fanny stefka stepanka",
  "stephen steve steven stefan stephan esteban stefano etienne steffen istvan stepan stevie szczepan staffan pista "
  "steff",
  "susan su suzy susanna susanne suzanne susie sanna zuzanna sanne susi zsuzsa suse zuzana susana zsuzsanna sanni",
  "svetlana sveta lana svitlana",
  "sylvia silvia sylvie silvi sylwia sylvi",
  "tatiana tanya tania tanja tata tatyana tetiana",
  "teresa terry tess theresa therese tessa resi terese tereza theresia thea teri tere maite",
  "theodore ted theo teddy theodor teodor fyodor fedor tadeusz feodor todor",
  "thomas tom tommy tomas tomasz tommaso thom toma maso tuomas tomek tamas foma",
  "timothy tim timmy timo timotheus timoteo timofey tymoteusz",
  "ulrich uli ulli ulrik utz",
  "ulrike uli ulli ulrika rike ulla",
  "ursula ulla ursel uschi urszula ursli orsolya orsola",
  "valentin val valentino valentyn walenty",
  "valentina val valya tina valentyna",
  "veronica vera roni veronika vroni ronnie weronika veronique",
  "victor vic vik viktor vittorio wiktor vitya",
  "victoria vicky vicki tori viktoria vika vittoria wiktoria viktoriya",
  "vincent vin vince vinnie vincenzo vicente vinzenz enzo wincenty chente zenz",
  "virginia ginny ginger ginia",
  "vladimir vlad vova volodya volodymyr wladimir wlodzimierz wolodymyr",
  "walter walt wally wouter walther gualtiero wolter",
  "wilhelmina mina minna willa helma wilma mien elma minnie",
  "william bill will billy willy liam wim wilhelm guillermo guillaume guglielmo willi willem wille vilhelm helmut "
  "memo wilm",
  "wolfgang wolf wolfi wulf",
  "xavier xavi javier saverio xaver javi",
  "yakov yasha",
  "zachary zach zack zac zacharias",
  "zbigniew zbyszek",
};

typedef struct
{
  guint names[KITH_SHORT_FORMS_MAX];
  guint n;
} Forms;

/* Made once, kept for good. */
static GHashTable *
get_table (void)
{
  static gsize once;
  static GHashTable *table;

  if (g_once_init_enter (&once))
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

          for (char **word = words; *word != NULL; word++)
            {
              Forms *forms = g_hash_table_lookup (table, *word);

              if (forms == NULL)
                {
                  forms = g_new0 (Forms, 1);
                  g_hash_table_insert (table, g_strdup (*word), forms);
                }
              if (forms->n < KITH_SHORT_FORMS_MAX && (forms->n == 0 || forms->names[forms->n - 1] != i))
                forms->names[forms->n++] = i;
            }
        }
      g_once_init_leave (&once, 1);
    }
  return table;
}

guint
kith_short_forms_find (const char *word, guint *names)
{
  const Forms *forms = g_hash_table_lookup (get_table (), word);

  if (forms == NULL)
    return 0;
  memcpy (names, forms->names, forms->n * sizeof *names);
  return forms->n;
}

gboolean
kith_short_forms_share (const char *a, const char *b)
{
  guint of_a[KITH_SHORT_FORMS_MAX], of_b[KITH_SHORT_FORMS_MAX];
  guint n_a = kith_short_forms_find (a, of_a);
  guint n_b = n_a > 0 ? kith_short_forms_find (b, of_b) : 0;

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (of_a[i] == of_b[j])
        return TRUE;
  return FALSE;
}
