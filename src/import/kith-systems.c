/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The exports of the systems nonprofits use, known by their heads. */

#include "kith-fields.h"

#include <string.h>

static const KithSystem systems[] = {
  { "CiviCRM", "CiviCRM contacts", "!contacttype displayname sortname donotemail donotphone donotmail isoptout",
    "id=id contactid=id internalcontactid=id externalidentifier=ignore sortname=ignore legalname=ignore hash=ignore "
    "source=ignore contacttype=ignore organizationname=ignore householdname=ignore isactive=ignore",
    "people", NULL, FALSE },
  { "CiviCRM", "CiviCRM contacts", "!internalcontactid sortname firstname lastname contacttype displayname",
    "internalcontactid=id externalidentifier=ignore sortname=ignore contacttype=ignore householdname=ignore", "people",
    NULL, FALSE },
  { "CiviCRM", "CiviCRM e-mail addresses", "!contactid !email !locationtypeid isprimary isbilling onhold isbulkmail",
    "id=ignore contactid=id email=email onhold=ignore", "people", NULL, FALSE },
  { "CiviCRM", "CiviCRM phone numbers", "!contactid !phone !locationtypeid isprimary phonenumeric phonetypeid",
    "id=ignore contactid=id phone=phone phonenumeric=ignore", "people", NULL, FALSE },
  { "CiviCRM", "CiviCRM addresses",
    "!contactid !streetaddress locationtypeid isprimary city postalcode stateprovinceid",
    "id=ignore contactid=id city=town name=ignore", "people", NULL, FALSE },
  { "CiviCRM", "CiviCRM relationships", "!contactida !contactidb relationshiptypeid isactive ispermissionab caseid",
    "id=ignore contactida=from_id contactidb=to_id relationshiptypeid=kind startdate=date enddate=end_date", "ties",
    NULL, FALSE },
  { "CiviCRM", "CiviCRM relationships", "!contacta !contactb relationshiptype startdate enddate isactive",
    "contacta=from contactb=to relationshiptype=kind startdate=date enddate=end_date", "ties", NULL, FALSE },
  { "CiviCRM", "CiviCRM members of groups", "!groupid !contactid !status locationid emailid",
    "id=ignore contactid=id groupid=group_id status=attended", "attendance", NULL, FALSE },
  { "CiviCRM", "CiviCRM participants", "!contactid !eventid statusid roleid registerdate feelevel",
    "id=ignore contactid=id eventid=event_id registerdate=date source=ignore", "attendance", NULL, FALSE },
  { "CiviCRM", "CiviCRM memberships", "!contactid !membershiptypeid joindate startdate enddate statusid",
    "id=ignore contactid=id membershiptypeid=group_id joindate=date source=ignore startdate=ignore enddate=ignore",
    "attendance", NULL, FALSE },
  { "CiviCRM", "CiviCRM people in activities", "!activityid !contactid !recordtypeid",
    "id=ignore contactid=id activityid=event_id", "attendance", NULL, FALSE },
  { "CiviCRM", "CiviCRM tags of contacts", "!entitytable !entityid !tagid", "id=ignore entityid=id tagid=group_id",
    "attendance", NULL, FALSE },
  { "CiviCRM", "CiviCRM notes", "!entitytable !entityid !note !notedate",
    "id=ignore entityid=id note=notes contactid=ignore subject=ignore", "people", NULL, FALSE },
  { "CiviCRM", "CiviCRM contributions", "!contactid !financialtypeid receivedate totalamount",
    "id=ignore contactid=id source=ignore", "people", NULL, FALSE },
  { "CiviCRM", "names of CiviCRM groups", "!title visibility isactive grouptype ishidden isreserved",
    "id=group_id title=group name=ignore", "names", "group", FALSE },
  { "CiviCRM", "names of CiviCRM events", "!title !eventtypeid startdate ispublic maxparticipants",
    "id=event_id title=event startdate=event_date", "names", "event", FALSE },
  { "CiviCRM", "names of CiviCRM activities", "!activitytypeid !subject activitydatetime statusid priorityid",
    "id=event_id subject=event activitydatetime=event_date", "names", "activity", FALSE },
  { "CiviCRM", "names of CiviCRM membership types", "!name !memberofcontactid durationunit durationinterval periodtype",
    "id=group_id name=group", "names", "membership type", FALSE },
  { "CiviCRM", "names of CiviCRM tags", "!isselectable !istagset name label usedfor",
    "id=group_id label=group name=ignore", "names", "tag", FALSE },
  { "CiviCRM", "names of CiviCRM relationships", "!nameab !nameba labelab labelba contacttypea contacttypeb",
    "id=group_id nameab=group labelab=ignore nameba=ignore labelba=ignore", "names", "relationship", FALSE },

  { "NPSP", "NPSP relationships", "!npe4contactc !npe4relatedcontactc npe4typec",
    "npe4contactc=from npe4relatedcontactc=to npe4typec=kind id=ignore", "ties", NULL, TRUE },
  { "NPSP", "NPSP data import",
    "!contact1firstname !contact1lastname contact1personalemail contact1workemail contact2firstname contact2lastname "
    "account1name homecity",
    "contact1firstname=first_name contact1lastname=last_name contact1personalemail=email contact1workemail=email "
    "contact1otheremailalternateemail=email contact1alternateemail=email contact1homephone=phone contact1mobilephone=phone "
    "contact1workphone=phone contact1otherphone=phone account1name=organization homecity=town",
    "people", NULL, TRUE },
  { "Salesforce", "Salesforce contacts", "!accountname !mailingcity salutation firstname lastname title email",
    "contactid=id mailingcity=town title=ignore", "people", NULL, TRUE },
  { "Mailchimp", "Mailchimp audience",
    "emailaddress !memberrating optintime confirmtime lastchanged leid euid tags notes",
    "leid=ignore euid=id region=ignore timezone=ignore cc=ignore optintime=ignore emailaddress=email", "people", NULL,
    TRUE },
  { "Action Network", "Action Network people",
    "!can2phone can2usertags can2subscriptionstatus can2useraddress can2usercity can2stateabbreviated can2userstate uuid "
    "firstname lastname zipcode",
    "uuid=id", "people", NULL, TRUE },
  { "Action Network", "Action Network people", "!can2usertags !email uuid can2subscriptionstatus", "uuid=id", "people",
    NULL, TRUE },
  { "NationBuilder", "NationBuilder people",
    "!nationbuilderid externalid emailoptin supportlevel taglist recruiterid pointpersonid isvolunteer firstname lastname",
    "nationbuilderid=id externalid=ignore civicrmid=ignore meetupid=ignore facebookuid=ignore twitterid=ignore",
    "people", NULL, TRUE },
  { "EveryAction", "EveryAction or VAN people",
    "!voterfilevanid lastname firstname prefphone preferredphone preferredemail zip5 addressid maddress",
    "voterfilevanid=id", "people", NULL, TRUE },
  { "EveryAction", "EveryAction or VAN people", "!vanid lastname firstname prefphone preferredemail zip5 addressid",
    "vanid=id", "people", NULL, TRUE },
  { "Reach", "Reach people", "!reachid addedtimestamp addedbyuserid lastreachedtimestamp campaigntags", "reachid=id",
    "people", NULL, TRUE },
  { "Mobilize", "Mobilize participations", "!emailatsignup attended phonenumberatsignup status", "status=ignore",
    "attendance", NULL, TRUE },
  { "Eventbrite", "Eventbrite attendees",
    "!order orderdate tickettype quantity attendee attendeestatus totalpaid feespaid firstname email",
    "attendee=id order=order orderdate=date group=groups surname=last_name attendeestatus=attended", "attendance", NULL,
    TRUE },
  { "Meetup", "Meetup event attendees",
    "!eventhost !rsvp attendance userid rsvpedon joinedgroupon urlofmemberprofile guests",
    "userid=id memberid=ignore title=ignore rsvp=attended attendance=ignore rsvpedon=date joinedgroupon=ignore "
    "urlofmemberprofile=website eventhost=ignore",
    "attendance", NULL, TRUE },
  { "Meetup", "Meetup members", "!userid !memberid joinedgroupon lastvisitedgroupon rsvps location",
    "userid=ignore memberid=id title=ignore joinedgroupon=ignore", "people", NULL, TRUE },
  { "Google", "Google contacts",
    "givenname familyname !email1value email1type groupmembership yominame billinginformation organization1name",
    "name=name organization1name=organization organization1title=ignore groupmembership=groups location=ignore "
    "shortname=ignore maidenname=ignore",
    "people", NULL, FALSE },
  { "Google", "Google contacts", "firstname lastname !email1value !email1label labels organizationname phone1value",
    "organizationname=organization labels=groups", "people", NULL, FALSE },
  { "Google", "Google Groups members",
    "!emailaddress !groupstatus emailstatus emailpreference postingpermissions nickname",
    "nickname=name emailstatus=ignore groupstatus=ignore", "people", NULL, FALSE },
  { "Outlook", "Outlook contacts",
    "!emailaddress email2address firstname middlename lastname jobtitle businessphone mobilephone company categories "
    "managersname",
    "title=ignore location=ignore", "people", NULL, FALSE },
  { "Thunderbird", "Thunderbird address book",
    "!primaryemail !screenname secondaryemail displayname webpage1 custom1 birthyear",
    "screenname=handle department=ignore", "people", NULL, FALSE },
  { "Discourse", "Discourse users",
    "!username !trustlevel lastseenat postcount likesgiven likesreceived topicsentered groupnames",
    "id=id name=name username=handle title=ignore externalid=ignore externalemail=email groupnames=groups active=ignore",
    "people", NULL, FALSE },
  { "LinkedIn", "LinkedIn connections", "firstname lastname !connectedon !position company url emailaddress",
    "url=website position=ignore connectedon=ignore", "people", NULL, FALSE },
  { "Mastodon", "Mastodon accounts followed", "!accountaddress showboosts notifyonnewposts hidenotifications languages",
    "accountaddress=handle languages=ignore", "people", NULL, FALSE },
  { "Toastmasters", "Toastmasters members",
    "!customerid name memberofclubsince paiduntil optoutemail originaljoindate currentposition",
    "customerid=id companyincareof=organization", "people", NULL, TRUE },
  { "Survey", "answers to “Which three people do you talk to most?”", "!name !name1 !name2 name3",
    "name1=knows name2=knows name3=knows name4=knows name5=knows", "people", NULL, FALSE },
  { "Typeform", "Typeform answers", "!whatsyouremail submittedat whatsyourname", NULL, NULL, NULL, FALSE },
  { "Facebook", "Facebook Lead Ads", "!adname !formname fullname email phonenumber createdtime", "id=ignore", "people",
    NULL, FALSE },
};

static gboolean
has_key (const char *const *keys, guint n, const char *wanted)
{
  for (guint i = 0; i < n; i++)
    if (keys[i] != NULL && g_str_equal (keys[i], wanted))
      return TRUE;
  return FALSE;
}

const KithSystem *
kith_system_for_heads (const char *const *keys, guint n)
{
  const KithSystem *best = NULL;
  guint best_seen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_auto (GStrv) heads = g_strsplit (systems[i].heads, " ", -1);
      guint seen = 0, wanted = 0;
      gboolean missing = FALSE;

      for (char **head = heads; *head != NULL && !missing; head++)
        {
          gboolean must = **head == '!';
          gboolean there = has_key (keys, n, *head + must);

          wanted++;
          seen += there;
          missing = must && !there;
        }
      if (!missing && seen >= 2 && 5 * seen >= 3 * wanted && seen > best_seen)
        {
          best = &systems[i];
          best_seen = seen;
        }
    }
  return best;
}
