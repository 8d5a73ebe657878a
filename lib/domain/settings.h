/*
 * The settings of a scheme: names, defaults, what they take (pts-scheme(5)).
 */
#ifndef PTS_DOMAIN_SETTINGS_H
#define PTS_DOMAIN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

struct setting_def {
	const char *key;
	const char *value;   /* the default */
	const char *takes;   /* words separated by '|'; or `text`, `days`, `amount`, `percent`, `zone`, `expiry`, `fields`, `file` */
	const char *meaning; /* English, translated when shown */
};

/* Ends with a NULL key. */
extern const struct setting_def setting_table[];

/* The default of a setting; asking for an unknown one is a bug. */
const char *setting_default(const char *key);

const struct setting_def *setting_find(const char *key);

/* True for a field that a list for a bank may have (setting bank_fields). */
bool setting_bank_field(const char *word, size_t len);

/* True when the value is one the setting takes. */
bool setting_takes(const struct setting_def *def, const char *value);

#endif
