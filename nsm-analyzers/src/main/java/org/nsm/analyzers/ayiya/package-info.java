/** AYIYA: Anything In Anything (draft-massar-v6ops-ayiya). */
package org.nsm.analyzers.ayiya;
