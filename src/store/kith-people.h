/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People: one row each, and their ways of contact, consent, and numbers in other systems. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

/* The fields of a person, as bits: which were set by hand (imports leave those alone), and which an update is about. */
typedef enum
{
  KITH_FIELD_NAME = 1 << 0, /* with the name key */
  KITH_FIELD_GIVEN = 1 << 1,
  KITH_FIELD_FAMILY = 1 << 2,
  KITH_FIELD_AUDIENCE = 1 << 3,
  KITH_FIELD_STANCE = 1 << 4,
  KITH_FIELD_TIER = 1 << 5,
  KITH_FIELD_DO_NOT_CONTACT = 1 << 6,
  KITH_FIELD_STUB = 1 << 7,
  KITH_FIELD_TOWN = 1 << 8,
  KITH_FIELD_ORGANIZATION = 1 << 9,
  KITH_FIELD_LANGUAGE = 1 << 10,
  KITH_FIELD_NOTES = 1 << 11,
  KITH_FIELD_ALL = (1 << 12) - 1,
} KithFields;

/* Texts are never "": NULL where there is none. */
typedef struct
{
  gint64 id;
  char *name;              /* as shown */
  char *given, *family;    /* where they came apart */
  char *name_key;          /* kith_text_name_key () of the name; the store makes it where it is NULL */
  gint64 audience;         /* how many read or follow this person; -1 for unknown */
  int stance;              /* -2 speaks against us … 2 speaks for us; 0 for unknown */
  char *tier;              /* "community", "friend", "ambassador", or the user's own word */
  gboolean do_not_contact; /* absolute: never asked, never in a list to send to */
  gboolean stub;           /* known by hearsay only */
  char *town;
  char *organization;
  char *language; /* BCP 47 where known */
  char *notes;
  gint64 import;  /* the import the person came with; 0 by hand */
  guint by_hand;  /* KithFields set by hand */
  gint64 created; /* the store sets both */
  gint64 changed;
} KithPerson;

/* A person with nothing known, for filling: audience -1. */
#define KITH_PERSON_INIT { .audience = -1 }

void kith_person_clear (KithPerson *self); /* frees the texts */
void kith_person_free (KithPerson *self);

typedef enum
{
  KITH_CONTACT_EMAIL,
  KITH_CONTACT_PHONE,
  KITH_CONTACT_HANDLE, /* a name on a platform: "@nea@example.social" */
  KITH_CONTACT_URL,
  KITH_CONTACT_POST, /* an address on paper */
} KithContactKind;

typedef struct
{
  gint64 id;
  gint64 person;
  KithContactKind kind;
  char *value; /* as shown */
  char *
      key; /* as matched: kith_text_email_key (), kith_text_phone_key (), otherwise folded; the store makes it where it is NULL */
  char *label; /* "work", the platform of a handle; NULL */
  gint64 import;
} KithContact;

void kith_contact_free (KithContact *self);

/* "E-mail", "Phone", …; translated. */
const char *kith_contact_kind_get_title (KithContactKind kind);

typedef enum
{
  KITH_CHANNEL_EMAIL,
  KITH_CHANNEL_PHONE,
  KITH_CHANNEL_SMS,
  KITH_CHANNEL_POST,
  KITH_N_CHANNELS,
} KithChannel;

typedef enum
{
  KITH_CONSENT_UNKNOWN,
  KITH_CONSENT_GIVEN,
  KITH_CONSENT_REFUSED,
} KithConsentState;

typedef struct
{
  gint64 person;
  KithChannel channel;
  KithConsentState state;
  gint64 since; /* KITH_NO_DATE for unknown */
  char *how;    /* how it was given, or what was told; NULL */
  gint64 import;
} KithConsent;

void kith_consent_free (KithConsent *self);

/* --- writing; within an act --- */

/**
 * kith_person_add:
 * @person: its id, created and changed are set; all else is read
 *
 * Ids rise and are not used again while an act remembers them.
 */
gboolean kith_person_add (KithStore *store, KithPerson *person, GError **error);

/**
 * kith_person_update:
 * @fields: KithFields to be written from @person; the others stay
 * @by_hand: marks them as set by hand
 * @changed: (out) (optional): whether a value was another than before; where none was, nothing is written
 */
gboolean kith_person_update (KithStore *store, const KithPerson *person, guint fields, gboolean by_hand,
                             gboolean *changed, GError **error);

/* With all that is known of the person: contacts, ties, attendance, tags, invitations; reports lose the person but stay. */
gboolean kith_person_remove (KithStore *store, gint64 id, GError **error);

/**
 * kith_contact_add:
 * @contact: its id is set
 * @is_new: (nullable): known to be new (the person was added in this act and has no such contact yet): not looked for
 * @added: (out) (optional): FALSE where the person has one of this kind and key already; then nothing is written
 */
gboolean kith_contact_add (KithStore *store, KithContact *contact, gboolean is_new, gboolean *added, GError **error);
gboolean kith_contact_remove (KithStore *store, gint64 id, GError **error);

/* @changed: (out) (optional) */
gboolean kith_consent_set (KithStore *store, const KithConsent *consent, gboolean *changed, GError **error);

/* The number of a namespace (another system's ids: "civicrm", "meetup", "members.csv"), made where there is none. */
gboolean kith_namespace_put (KithStore *store, const char *name, gint64 *id, GError **error);

/**
 * kith_source_id_add:
 * @added: (out) (optional): FALSE where this person has it already
 *
 * A value stands for one person in its namespace; KITH_ERROR_INVALID where it is another's.
 */
gboolean kith_source_id_add (KithStore *store, gint64 person, gint64 name_space, const char *value, gint64 import,
                             gboolean *added, GError **error);

/* --- reading --- */

/* NULL and KITH_ERROR_NOT_FOUND where there is none. */
KithPerson *kith_person_get (KithStore *store, gint64 id, GError **error);

/* (element-type KithContact), by kind, oldest first */
GPtrArray *kith_person_get_contacts (KithStore *store, gint64 person, GError **error);

/* @states: KITH_N_CHANNELS of them */
gboolean kith_person_get_consents (KithStore *store, gint64 person, KithConsentState *states, GError **error);

/* (element-type utf8) "namespace:value" */
GPtrArray *kith_person_get_source_ids (KithStore *store, gint64 person, GError **error);

/* The functions that follow read a table in one pass. The texts of what they hand over are borrowed until the function returns.
 * A function that returns FALSE ends the pass, which is no error. */

/* By rising id. */
typedef gboolean (*KithPersonFunc) (const KithPerson *person, gpointer user_data);
gboolean kith_people_each (KithStore *store, KithPersonFunc func, gpointer user_data, GCancellable *cancellable,
                           GError **error);

/* By rising person, then kind, oldest first. */
typedef gboolean (*KithContactFunc) (const KithContact *contact, gpointer user_data);
gboolean kith_contacts_each (KithStore *store, KithContactFunc func, gpointer user_data, GCancellable *cancellable,
                             GError **error);

/* By rising person, then channel. */
typedef gboolean (*KithConsentFunc) (const KithConsent *consent, gpointer user_data);
gboolean kith_consents_each (KithStore *store, KithConsentFunc func, gpointer user_data, GCancellable *cancellable,
                             GError **error);

/* By rising person. */
typedef gboolean (*KithSourceIdFunc) (gint64 person, gint64 name_space, const char *value, gpointer user_data);
gboolean kith_source_ids_each (KithStore *store, KithSourceIdFunc func, gpointer user_data, GCancellable *cancellable,
                               GError **error);

/* The namespaces there are. */
typedef gboolean (*KithNamespaceFunc) (gint64 id, const char *name, guint values, gpointer user_data);
gboolean kith_namespaces_each (KithStore *store, KithNamespaceFunc func, gpointer user_data, GError **error);

/* All keys people are matched by, in one pass over each table: names, then contacts, then source ids. */
typedef enum
{
  KITH_KEY_NAME,      /* the name key */
  KITH_KEY_CONTACT,   /* kind: KithContactKind; the key */
  KITH_KEY_SOURCE_ID, /* kind: the namespace; the value */
} KithKeyKind;

typedef gboolean (*KithKeyFunc) (KithKeyKind key_kind, gint64 person, gint64 kind, const char *key, gpointer user_data);
gboolean kith_people_each_key (KithStore *store, KithKeyFunc func, gpointer user_data, GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPerson, kith_person_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithPerson, kith_person_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithContact, kith_contact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithConsent, kith_consent_free)

G_END_DECLS
