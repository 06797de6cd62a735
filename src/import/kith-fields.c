/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-fields.h"

#include "kith-text.h"

#include <string.h>

/* Heads as kith_head_key () makes them. A head with digits in it is also looked for without them. */
typedef struct
{
  KithColumnKind field;
  guint side;
  const char *heads;
} Heads;

static const Heads known_heads[] = {
  { KITH_COLUMN_PERSON_ID, 0,
    "id|contactid|personid|memberid|userid|constituentid|supporterid|donorid|internalcontactid|uuid|uid|nationbuilderid|"
    "vanid|voterfilevanid|customerid|reachid|attendee|attendeeid|individualid|recordid|membernumber|memberno|membernr|"
    "mitgliedsnummer|mitgliedsnr|mitgliednr|medlemsnummer|medlemsnr|medlemsid|numerodadherent|numeroadherent|numadherent|"
    "numerodesocio|nsocio|numerosocio|numerotessera|tessera|lidnummer|numerodesocios|numerczlonkowski|jasennumero|euid|leid|"
    "externalidentifier|externalid|extid|participantid|volunteerid|studentid|employeeid|accountid|subscriberid|nodeid|"
    "vertexid|thecontactid" },
  { KITH_COLUMN_PERSON_NAME, 0,
    "name|fullname|displayname|contactname|personname|membername|realname|yourname|whatsyourname|donorname|attendeename|"
    "participantname|participant|person|people|member|namn|fornamnefternamn|vollstandigername|"
    "anzeigename|nomcomplet|nometprenom|nomprenom|prenomnom|nombrecompleto|nombreyapellidos|nombreyapellido|nomecompleto|"
    "nominativo|volledigenaam|naam|navn|fuldenavn|fulltnavn|imieinazwisko|nimi|label|employee|volunteer|"
    "supporter|sortname|customername|guest|guestname|nomecognome|nomeecognome|elev|student|spieler|mitglied|medlem" },
  { KITH_COLUMN_GIVEN_NAME, 0,
    "firstname|givenname|first|forename|forenames|vorname|rufname|fornamn|tilltalsnamn|fornavn|prenom|prenoms|nombre|nombres|"
    "nombredepila|nome|nomeproprio|primeironome|voornaam|roepnaam|imie|etunimi|christianname|contactfirstname|fname|"
    "maincontactfirstname|primernombre" },
  { KITH_COLUMN_MIDDLE_NAME, 0, "middlename|additionalname|middle|mellannamn|tussenvoegsel|mellomnavn|mellemnavn" },
  { KITH_COLUMN_FAMILY_NAME, 0,
    "lastname|familyname|surname|last|nachname|familienname|efternamn|etternavn|efternavn|nomdefamille|nom|apellido|apellidos|"
    "cognome|sobrenome|apelido|achternaam|nazwisko|sukunimi|contactlastname|lname|maincontactlastname|primerapellido" },
  { KITH_COLUMN_NICKNAME, 0, "nickname|nick|shortname|smeknamn|spitzname|surnom|apodo|soprannome|bijnaam|calledname" },
  { KITH_COLUMN_EMAIL, 0,
    "email|emailaddress|emails|mail|mailaddress|emailvalue|emailwork|emailhome|emailother|workemail|homeemail|personalemail|"
    "primaryemail|secondaryemail|alternateemail|otheremail|preferredemail|epost|epostadress|epostadresse|mailadresse|"
    "emailadresse|emailadres|mejl|mejladress|courriel|adressemail|adresseemail|adresseelectronique|correo|correoelectronico|"
    "direcciondecorreo|postaelettronica|indirizzoemail|sahkoposti|sahkopostiosoite|adresemail|correioeletronico|"
    "emailmatchtocontact|whatsyouremail|emailatsignup|contactemail|buyeremail|additionalemail|anotheremail" },
  { KITH_COLUMN_PHONE, 0,
    "phone|phonenumber|phones|telephone|tel|mobile|mobilephone|mobilenumber|cell|cellphone|homephone|workphone|businessphone|"
    "primaryphone|preferredphone|prefphone|otherphone|additionalphone|phonevalue|can2phone|telefon|telefonnummer|handy|"
    "mobil|mobilnummer|mobiltelefon|telefono|telefonomovil|movil|celular|cellulare|telefonnr|tlf|telephoneportable|portable|"
    "telefoon|telefoonnummer|mobiel|telefone|telemovel|telemobil|komorka|puhelin|puhelinnumero|matkapuhelin|homemobile|"
    "phonenumberatsignup|mobiltlf|phonenumeric" },
  { KITH_COLUMN_HANDLE, 0,
    "username|handle|twitter|twitterlogin|twitterhandle|screenname|login|accountaddress|accounthandle|instagram|mastodon|"
    "facebook|benutzername|anvandarnamn|brukernavn|nomdutilisateur|usuario|nomeutente|gebruikersnaam" },
  { KITH_COLUMN_WEBSITE, 0,
    "website|websitevalue|websiteblog|websitehomepage|websiteother|websiteprofile|websitework|webpage|url|homepage|webseite|webbplats|hemsida|siteweb|sitioweb|sitoweb|urlofmemberprofile|profileurl" },
  { KITH_COLUMN_TOWN, 0,
    "city|town|homecity|address1city|addresscity|mailingcity|place|location|locality|ort|postort|stadt|wohnort|by|poststed|sted|ville|commune|ciudad|"
    "poblacion|localidad|citta|comune|stad|plaats|woonplaats|cidade|localidade|miasto|miejscowosc|kaupunki|postitoimipaikka|"
    "kommun|kommune|can2usercity|mcity|primarycity|village|municipality|stadsdel|suburb|physicalcity" },
  { KITH_COLUMN_ORGANIZATION, 0,
    "organization|organisation|company|employer|currentemployer|accountname|affiliation|organizationname|organisationname|"
    "firma|unternehmen|arbeitgeber|verein|foretag|arbetsgivare|forening|bedrift|arbeidsgiver|virksomhed|entreprise|societe|"
    "employeur|association|empresa|empleador|organizacion|azienda|ditta|ente|bedrijf|werkgever|organisatie|organizacao|"
    "organizacja|pracodawca|yritys|tyonantaja|yhdistys|agency|companyincareof|institution|school|companyname|department|dept|"
    "organizationalunit|account1name" },
  { KITH_COLUMN_LANGUAGE, 0, "language|preferredlanguage|sprache|sprak|langue|idioma|lingua|taal|jezyk|kieli" },
  { KITH_COLUMN_NOTES, 0,
    "note|notes|comment|comments|remarks|bemerkung|bemerkungen|notiz|notizen|anmerkung|anteckning|anteckningar|kommentar|"
    "merknad|bemaerkning|remarque|remarques|commentaire|commentaires|notas|nota|comentario|comentarios|observaciones|opmerking|opmerkingen|uwagi|notatki|huomautus|muistiinpanot" },
  { KITH_COLUMN_AUDIENCE, 0,
    "audience|followers|followerscount|followercount|followersnumber|numberoffollowers|reach|subscribers|abonnenten|foljare|"
    "abonnes|seguidores|follower|volgers|obserwujacy|seuraajat|friendscount" },
  { KITH_COLUMN_SUPPORT, 0, "supportlevel" },
  { KITH_COLUMN_STANCE, 0,
    "stance|attitude|haltung|einstellung|installning|holdning|actitud|atteggiamento|houding|postawa" },
  { KITH_COLUMN_GROUPS, 0,
    "groups|groupnames|groupmembership|lists|committees|committee|teams|team|gruppen|gruppe|grupper|groupes|grupos|gruppi|"
    "groepen|grupy|ryhmat|groupstitles|supportergroups|interestgroups|sections|clubs" },
  { KITH_COLUMN_TAGS, 0,
    "tags|taglist|labels|categories|category|segments|interests|can2usertags|campaigntags|sourcetag|kategorien|kategorie|"
    "schlagworte|etiketten|etiketter|taggar|kategorier|etiquettes|motscles|etiquetas|categorias|etichette|categorie|"
    "marcadores|etykiety|tunnisteet|activistcodes|roles" },
  { KITH_COLUMN_NO_CONTACT, 0,
    "donotcontact|nocontact|dnc|donotdisturb|suppressed|nichtkontaktieren|keinkontakt|kontaktaej|kontaktainte|"
    "nepascontacter|nocontactar|noncontattare|nietcontacteren|deceased|isdeceased|dead|avliden|verstorben|decede|doremainnottocontact" },
  { KITH_COLUMN_NO_EMAIL, 0,
    "donotemail|noemail|noemails|nobulkemailsuseroptout|nobulkemails|isoptout|optout|optedout|emailoptout|optoutemail|"
    "unsubscribed|hasoptedoutofemail|unsubtime|unsubscribetime|unsubscribedat|keineemail|keinnewsletter|ejepost|"
    "avregistrerad|desabonne|desinscrit" },
  { KITH_COLUMN_NO_PHONE, 0,
    "donotphone|donotcall|nophone|nocalls|federaldonotcall|optoutphone|phoneoptout|keinanruf" },
  { KITH_COLUMN_NO_SMS, 0, "donotsms|nosms|donottext|smsoptout|optoutsms" },
  { KITH_COLUMN_NO_POST, 0, "donotmail|nomail|nopost|optoutmail|donotpost|keinepost" },
  { KITH_COLUMN_EMAIL_OPT_IN, 0, "emailoptin|optin|newsletter|newsletteroptin|emailconsent|optedin" },
  { KITH_COLUMN_SMS_OPT_IN, 0, "mobileoptin|smsoptin|textoptin" },
  { KITH_COLUMN_SUBSCRIPTION, 0, "can2subscriptionstatus|subscriptionstatus|emailstatus|memberstatus|consentstatus" },

  /* The two sides of a tie. */
  { KITH_COLUMN_PERSON_KEY, 0,
    "from|source|src|id1|idfrom|fromid|sourceid|fromnodeid|node1|user1|person1|persona|member1|contact1|contacta|contactida|"
    "contactidfrom|npe4contactc|contactaid|ego|sender|fromperson|personfrom|personaid|ida|nodea|usera|"
    "membera|start|von|quelle|fran|kalla|fra|origine|origen|source name|sourcename|fromname|fromuser|follower|"
    "recruiter|recruiterid|referrer|player1|vertex1|idi|i|fromnode|sourcenode|actor1|author1|giver|"
    "relationshipcontact|contact" },
  { KITH_COLUMN_PERSON_KEY, 1,
    "to|target|dst|id2|idto|toid|targetid|tonodeid|node2|user2|person2|personb|member2|contact2|contactb|contactidb|"
    "contactidto|npe4relatedcontactc|contactbid|alter|recipient|recipients|toperson|personto|personbid|idb|nodeb|userb|memberb|"
    "end|nach|ziel|till|mal|til|destination|destino|targetname|toname|touser|followed|followee|recruit|recruited|referred|"
    "player2|vertex2|idj|j|tonode|targetnode|actor2|author2|receiver|relatedcontact|knows|dest|friend" },
  { KITH_COLUMN_EMAIL, 0, "fromemail|sourceemail|emaila|emailfrom|senderemail|contactaemail|personaemail|email1from" },
  { KITH_COLUMN_EMAIL, 1, "toemail|targetemail|emailb|emailto|recipientemail|contactbemail|personbemail|relatedemail" },
  { KITH_COLUMN_PERSON_NAME, 0, "contactaname|personaname|namea|contactadisplayname" },
  { KITH_COLUMN_PERSON_NAME, 1, "contactbname|personbname|nameb|contactbdisplayname|relatedcontactname" },
  { KITH_COLUMN_TIE_WEIGHT, 0,
    "weight|strength|value|count|frequency|times|n|gewicht|starke|haufigkeit|vikt|styrka|poids|force|peso|fuerza|forza|"
    "gewicht nl|waga|paino|interactions|messages|meetings|contacts" },
  { KITH_COLUMN_TIE_KIND, 0,
    "relationshiptype|relationship|relation|relationtype|kind|tietype|typeoftie|npe4typec|relationshiptypeid|beziehung|"
    "beziehungsart|relationstyp|typederelation|tipoderelacion|tipodirelazione|edgetype|linktype" },
  { KITH_COLUMN_TIE_DIRECTION, 0, "direction|directed|richtung|riktning" },
  { KITH_COLUMN_TIE_DATE, 0,
    "date|time|timestamp|since|startdate|begin|began|datum|zeit|seit|sedan|depuis|fecha|data|dato|registerdate|joindate|"
    "joinedon|joinedgroupon|rsvpedon|connectedon|orderdate|createdat|activitydatetime|activitydate|lastseen" },
  { KITH_COLUMN_TIE_END, 0, "enddate|ended|until|enddatum|bis|slutdatum|datefin|fechafin" },
  { KITH_COLUMN_TIE_ACTIVE, 0, "isactive|active|iscurrent|npe4statusc" },

  /* Attendance. */
  { KITH_COLUMN_EVENT_NAME, 0,
    "event|eventname|eventtitle|nameofevent|veranstaltung|evenemang|aktivitet|arrangement|evenement|evento|"
    "wydarzenie|tapahtuma|activity|activityname|meeting|session|workshop|training|class|course|shift|timeslot|gathering|"
    "thread|campaignname|campaign" },
  { KITH_COLUMN_EVENT_ID, 0,
    "eventid|activityid|meetingid|sessionid|threadid|timeslotid|shiftid|topicid|movieid|itemid" },
  { KITH_COLUMN_GROUP_NAME, 0,
    "group|groupname|club|clubname|chapter|channel|channelname|list|membershiptype|organizationgroup|groupe|grupo|gruppo|"
    "grupp|affiliationgroup" },
  { KITH_COLUMN_GROUP_ID, 0, "groupid|clubid|chapterid|channelid|listid|tagid|membershiptypeid|communityid|teamid" },
  { KITH_COLUMN_EVENT_DATE, 0, "eventdate|eventstart|eventstartdate|dateofevent|eventday|datumderveranstaltung" },
  { KITH_COLUMN_EVENT_PLACE, 0, "venue|eventlocation|eventplace|veranstaltungsort" },
  { KITH_COLUMN_ATTENDED, 0,
    "attendeestatus|attended|attendance|rsvp|participantstatus|checkedin|presence|teilgenommen|narvaro|participationstatus" },

  { KITH_COLUMN_SENSITIVE, 0,
    "birthday|birthdate|dateofbirth|dob|born|bornat|birthyear|birthmonth|geburtsdatum|geburtstag|fodelsedatum|"
    "fodselsdato|datedenaissance|naissance|fechadenacimiento|datadinascita|geboortedatum|datadenascimento|dataurodzenia|"
    "syntymaaika|personnummer|ssn|nationalid|passportcountry|passportissuedate|passportexpirationdate|birthcountry|"
    "citizenshipcountry|citizenshipbasis|citizenshipstartdate|ethnicity|race|ethnie|etnicidad|party|politicalparty|"
    "politicalideology|politicalaffiliation|partei|parti|partido|partito|church|kirche|religion|religious|faith|confession|"
    "konfession|denomination|health|disability|medical|allergies|diet|dietary|dietaryrequirements|gesundheit|halsa|sante|"
    "salud|orientation|sexualorientation|ip|ipaddress|optinip|confirmip|latitude|longitude|lat|lng|lon|geocode1|geocode2|"
    "geocodeone|geocodetwo|maritalstatus|sex|gender|geschlecht|kon|kjonn|sexe|genre|sexo|sesso|geslacht|plec|sukupuoli|"
    "nationality|staatsangehorigkeit|nationalite|allergy|allergie|allergien|illness|diagnosis|disabilities|krankheit|"
    "behinderung|handicap|sexuality|vaccinated|vaccination|pregnant|immigrationstatus|criminalrecord|unionmember|tradeunion|militaryservicebranch|militarydischargetype|militarydischargedate|age|donationamount|"
    "income|salary" },
  { KITH_COLUMN_LEFT_OUT, 0,
    "sign|signhere|signature|unterschrift|underskrift|"
    /* figures that Kith writes, and finds again */
    "outsideties|communitiesreached|bridgereach|hearsay" },
};

/* Heads of what ties the person of a row to others. */
static const Heads tie_heads[] = {
  { KITH_COLUMN_REFERRED_BY, 0,
    "recruiter|recruiterid|recruitername|recruiternameoremail|recruiteremail|recruitedby|referrer|referredby|referrername|"
    "referreremail|invitedby|whoinvitedyou|whoreferredyou|whobroughtyou|broughtby|geworbenvon|eingeladenvon|empfohlenvon|"
    "weringeladen|werhatsieeingeladen|werhatdicheingeladen|varvadav|inbjudenav|parrainepar|invitepar|recomendadopor|"
    "invitadopor|invitatoda|uitgenodigddoor" },
  { KITH_COLUMN_KNOWS, 0,
    "knows|friends|friend|bestfriend|spouse|spouseof|spousename|partner|partnername|husband|wife|parentof|childof|siblingof|"
    "friendof|managersname|assistantsname|relationvalue|relatedcontact|talksto|talksmostto|closestcontacts|kennt|freunde|"
    "freundin|ehepartner|ehemann|ehefrau|partnerin|kanner|vanner|conjoint|amis|conoce|amigos|conosce|amici|kent|vrienden|"
    "whichthreepeopleheredoyoutalktomost" },
  { KITH_COLUMN_CAME_WITH, 0,
    "camewith|whodidyoucomewith|whoareyoucomingwith|whoareyouattendingwith|whoareyoubringing|attendingwith|comingwith|guestof|"
    "plusone|gekommenmit|kommtmit|mitwemkommensie|mitwemkommstdu|begleitung|kommermed|accompagnede|venupar|vienecon|vienecon" },
  { KITH_COLUMN_HOUSEHOLD, 0,
    "household|householdid|householdname|householdnumber|addressid|familyid|haushalt|haushaltid|haushaltsid|haushaltsnummer|"
    "hushall|hushallsid|foyer|hogar|nucleofamiliare|huishouden|npohouseholdc" },
  { KITH_COLUMN_TOGETHER, 0,
    "orderid|ordernumber|orderno|bookingid|bookingnumber|bookingreference|bookingref|reservationid|reservationnumber|"
    "buchungsnummer|bestellnummer|bestellnr|auftragsnummer|bokningsnummer|numerodecommande|numerodereserva|ordernummer|"
    "tablenumber|tableno|tischnummer|tischnr" },
};

/* The names of --map, in the order they are told. */
static const struct
{
  const char *name;
  KithColumnKind field;
  guint side;
} field_names[] = {
  { "id", KITH_COLUMN_PERSON_ID, 0 },
  { "name", KITH_COLUMN_PERSON_NAME, 0 },
  { "first_name", KITH_COLUMN_GIVEN_NAME, 0 },
  { "middle_name", KITH_COLUMN_MIDDLE_NAME, 0 },
  { "last_name", KITH_COLUMN_FAMILY_NAME, 0 },
  { "nickname", KITH_COLUMN_NICKNAME, 0 },
  { "email", KITH_COLUMN_EMAIL, 0 },
  { "phone", KITH_COLUMN_PHONE, 0 },
  { "handle", KITH_COLUMN_HANDLE, 0 },
  { "website", KITH_COLUMN_WEBSITE, 0 },
  { "town", KITH_COLUMN_TOWN, 0 },
  { "organization", KITH_COLUMN_ORGANIZATION, 0 },
  { "language", KITH_COLUMN_LANGUAGE, 0 },
  { "notes", KITH_COLUMN_NOTES, 0 },
  { "audience", KITH_COLUMN_AUDIENCE, 0 },
  { "support_level", KITH_COLUMN_SUPPORT, 0 },
  { "stance", KITH_COLUMN_STANCE, 0 },
  { "groups", KITH_COLUMN_GROUPS, 0 },
  { "tags", KITH_COLUMN_TAGS, 0 },
  { "do_not_contact", KITH_COLUMN_NO_CONTACT, 0 },
  { "no_email", KITH_COLUMN_NO_EMAIL, 0 },
  { "no_phone", KITH_COLUMN_NO_PHONE, 0 },
  { "no_sms", KITH_COLUMN_NO_SMS, 0 },
  { "no_post", KITH_COLUMN_NO_POST, 0 },
  { "email_ok", KITH_COLUMN_EMAIL_OPT_IN, 0 },
  { "sms_ok", KITH_COLUMN_SMS_OPT_IN, 0 },
  { "referred_by", KITH_COLUMN_REFERRED_BY, 0 },
  { "knows", KITH_COLUMN_KNOWS, 0 },
  { "came_with", KITH_COLUMN_CAME_WITH, 0 },
  { "household", KITH_COLUMN_HOUSEHOLD, 0 },
  { "partner_name", KITH_COLUMN_PERSON_NAME, KITH_SIDE_PARTNER },
  { "partner_first_name", KITH_COLUMN_GIVEN_NAME, KITH_SIDE_PARTNER },
  { "partner_last_name", KITH_COLUMN_FAMILY_NAME, KITH_SIDE_PARTNER },
  { "partner_email", KITH_COLUMN_EMAIL, KITH_SIDE_PARTNER },
  { "partner_phone", KITH_COLUMN_PHONE, KITH_SIDE_PARTNER },
  { "relative_name", KITH_COLUMN_PERSON_NAME, KITH_SIDE_RELATIVE },
  { "relative_first_name", KITH_COLUMN_GIVEN_NAME, KITH_SIDE_RELATIVE },
  { "relative_last_name", KITH_COLUMN_FAMILY_NAME, KITH_SIDE_RELATIVE },
  { "relative_email", KITH_COLUMN_EMAIL, KITH_SIDE_RELATIVE },
  { "relative_phone", KITH_COLUMN_PHONE, KITH_SIDE_RELATIVE },
  { "order", KITH_COLUMN_TOGETHER, 0 },
  { "from", KITH_COLUMN_PERSON_KEY, 0 },
  { "from_id", KITH_COLUMN_PERSON_ID, 0 },
  { "from_name", KITH_COLUMN_PERSON_NAME, 0 },
  { "from_email", KITH_COLUMN_EMAIL, 0 },
  { "to", KITH_COLUMN_PERSON_KEY, 1 },
  { "to_id", KITH_COLUMN_PERSON_ID, 1 },
  { "to_name", KITH_COLUMN_PERSON_NAME, 1 },
  { "to_email", KITH_COLUMN_EMAIL, 1 },
  { "weight", KITH_COLUMN_TIE_WEIGHT, 0 },
  { "kind", KITH_COLUMN_TIE_KIND, 0 },
  { "direction", KITH_COLUMN_TIE_DIRECTION, 0 },
  { "date", KITH_COLUMN_TIE_DATE, 0 },
  { "end_date", KITH_COLUMN_TIE_END, 0 },
  { "event", KITH_COLUMN_EVENT_NAME, 0 },
  { "event_id", KITH_COLUMN_EVENT_ID, 0 },
  { "group", KITH_COLUMN_GROUP_NAME, 0 },
  { "group_id", KITH_COLUMN_GROUP_ID, 0 },
  { "event_date", KITH_COLUMN_EVENT_DATE, 0 },
  { "event_place", KITH_COLUMN_EVENT_PLACE, 0 },
  { "attended", KITH_COLUMN_ATTENDED, 0 },
  { "field", KITH_COLUMN_FIELD, 0 },
  { "ignore", KITH_COLUMN_LEFT_OUT, 0 },
};

/* Words before a known head that change nothing: "Player First Name", "Donor Email". */
static const char *const prefixes[]
    = { "player", "donor",    "member",    "participant", "attendee",   "volunteer", "contact",
        "person", "customer", "supporter", "client",      "subscriber", "guest",     "buyer",
        "your",   "primary",  "parent",    "student",     "adult",      "applicant" };

/* Words before a known head that make it one of somebody else: "Spouse Email", "Mum Last Name", "Spouse of-First Name". */
static const struct
{
  guint side;
  const char *words;
} others[] = {
  { KITH_SIDE_PARTNER,
    "spouseof|spouses|spouse|partnerof|partners|partner|husbands|husband|wifes|wife|secondperson|secondcontact|"
    "secondmember|secondadult|ehepartner|ehegatte|ehefrau|ehemann|lebenspartner|partnerin|zweiteperson|conjoint|conyuge|"
    "pareja|coniuge|echtgenoot|sambo" },
  { KITH_SIDE_RELATIVE,
    "mums|mum|moms|mom|mothers|mother|dads|dad|fathers|father|childof|parentof|siblingof|guardians|guardian|mutter|vater|"
    "mamma|pappa|mere|pere|madre|padre" },
};

gboolean
kith_column_is_shared (KithColumnKind field)
{
  switch ((int) field)
    {
    case KITH_COLUMN_EMAIL:
    case KITH_COLUMN_PHONE:
    case KITH_COLUMN_HANDLE:
    case KITH_COLUMN_WEBSITE:
    case KITH_COLUMN_GROUPS:
    case KITH_COLUMN_TAGS:
    case KITH_COLUMN_REFERRED_BY:
    case KITH_COLUMN_KNOWS:
    case KITH_COLUMN_CAME_WITH:
    case KITH_COLUMN_HOUSEHOLD:
    case KITH_COLUMN_TOGETHER:
    case KITH_COLUMN_FIELD:
    case KITH_COLUMN_LEFT_OUT:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
kith_head_key (const char *head)
{
  g_autofree char *folded = kith_text_fold (head);
  GString *key = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
    }
  return g_string_free_and_steal (key);
}

static GHashTable *
get_dictionary (void)
{
  static GHashTable *dictionary = NULL;

  if (g_once_init_enter_pointer (&dictionary))
    {
      GHashTable *made = g_hash_table_new (g_str_hash, g_str_equal);

      for (gsize i = 0; i < G_N_ELEMENTS (known_heads); i++)
        {
          g_auto (GStrv) heads = g_strsplit (known_heads[i].heads, "|", -1);

          for (char **head = heads; *head != NULL; head++)
            {
              g_autofree char *key = kith_head_key (*head);

              if (!g_hash_table_contains (made, key))
                g_hash_table_insert (made, g_steal_pointer (&key), (gpointer) &known_heads[i]);
            }
        }
      g_once_init_leave_pointer (&dictionary, made);
    }
  return dictionary;
}

static const Heads *
look_up (const char *key)
{
  return g_hash_table_lookup (get_dictionary (), key);
}

/* "Contact1 Birthdate", "Mum's religion": what is left out to protect people is left out of whoever it is. */
static gboolean
is_sensitive (const char *key)
{
  static const char *const ends[]
      = { "birthday",          "birthdate",       "dateofbirth", "geburtsdatum", "geburtstag",
          "fodelsedatum",      "datedenaissance", "religion",    "denomination", "ethnicity",
          "sexualorientation", "maritalstatus",   "ipaddress",   "nationality" };
  g_autofree char *letters = g_strdup (key);
  gsize length = strlen (letters);

  while (length > 0 && g_ascii_isdigit (letters[length - 1]))
    letters[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (letters, ends[i]))
      return TRUE;
  return FALSE;
}

/* "partneremail" */
static KithColumnKind
look_up_other (const char *key, guint *side)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (GStrv) words = g_strsplit (others[i].words, "|", -1);

      for (char **word = words; *word != NULL; word++)
        {
          const Heads *found = g_str_has_prefix (key, *word) ? look_up (key + strlen (*word)) : NULL;

          if (found != NULL && found->side == 0
              && (found->field == KITH_COLUMN_PERSON_NAME || found->field == KITH_COLUMN_GIVEN_NAME
                  || found->field == KITH_COLUMN_FAMILY_NAME || found->field == KITH_COLUMN_EMAIL
                  || found->field == KITH_COLUMN_PHONE))
            {
              *side = others[i].side;
              return found->field;
            }
        }
    }
  return KITH_COLUMN_UNKNOWN;
}

KithColumnKind
kith_column_for_head (const char *head, guint *side)
{
  g_autofree char *key = kith_head_key (head);
  const Heads *found = look_up (key);

  *side = 0;
  if (found == NULL)
    {
      g_autoptr (GString) letters = g_string_new (NULL);

      for (const char *p = key; *p != '\0'; p++)
        if (!g_ascii_isdigit (*p))
          g_string_append_c (letters, *p);
      if (letters->len >= 3 && letters->len < strlen (key))
        found = look_up (letters->str);
      /* "id 3" numbers a column, it does not name one. */
      if (found != NULL && found->field != KITH_COLUMN_EMAIL && found->field != KITH_COLUMN_PHONE
          && found->field != KITH_COLUMN_GROUPS && found->field != KITH_COLUMN_TAGS
          && found->field != KITH_COLUMN_SENSITIVE && found->field != KITH_COLUMN_WEBSITE
          && found->field != KITH_COLUMN_ORGANIZATION)
        found = NULL;
    }
  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (key, prefixes[i]))
      {
        found = look_up (key + strlen (prefixes[i]));
        if (found != NULL && (found->field > KITH_COLUMN_AUDIENCE || found->field < KITH_COLUMN_PERSON_ID))
          found = NULL;
      }
  if (found == NULL && is_sensitive (key))
    return KITH_COLUMN_SENSITIVE;
  if (found == NULL)
    return look_up_other (key, side);
  *side = found->side;
  return found->field;
}

#define WORDS_MAX 3 /* of a head that names something sensitive, "date of birth" */

gboolean
kith_head_is_sensitive (const char *head)
{
  g_autofree char *folded = kith_text_fold (head);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint side;

  if (kith_column_for_head (head, &side) == KITH_COLUMN_SENSITIVE)
    return TRUE;
  for (const char *p = folded; *p != '\0';)
    {
      const char *start = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        g_ptr_array_add (words, g_strndup (start, p - start));
      else
        p = g_utf8_next_char (p);
    }
  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (GString) key = g_string_new (NULL);

      for (guint k = i; k < MIN (i + WORDS_MAX, words->len); k++)
        {
          const Heads *found;

          g_string_append (key, words->pdata[k]);
          found = look_up (key->str);
          if (found != NULL && found->field == KITH_COLUMN_SENSITIVE)
            return TRUE;
        }
    }
  return FALSE;
}

/* "Relation 1 - Value" is one of several. */
KithColumnKind
kith_tie_column_for_head (const char *head)
{
  g_autofree char *key = kith_head_key (head);
  char *to = key;

  for (const char *from = key; *from != '\0'; from++)
    if (!g_ascii_isdigit (*from))
      *to++ = *from;
  *to = '\0';
  for (gsize i = 0; *key != '\0' && i < G_N_ELEMENTS (tie_heads); i++)
    {
      g_auto (GStrv) heads = g_strsplit (tie_heads[i].heads, "|", -1);

      if (g_strv_contains ((const char *const *) heads, key))
        return tie_heads[i].field;
    }
  return KITH_COLUMN_UNKNOWN;
}

const char *
kith_column_get_name (KithColumnKind field, guint side)
{
  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (field_names[i].field == field && field_names[i].side == side)
      return field_names[i].name;
  return NULL;
}

gboolean
kith_column_from_name (const char *name, KithColumnKind *field, guint *side)
{
  g_autofree char *key = kith_head_key (name);

  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    {
      g_autofree char *other = kith_head_key (field_names[i].name);

      if (g_str_equal (key, other))
        {
          *field = field_names[i].field;
          *side = field_names[i].side;
          return TRUE;
        }
    }
  return FALSE;
}

char *
kith_column_dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", field_names[i].name);
  return g_string_free_and_steal (names);
}
