/** What all clients have in common. */
@NullMarked
package casefolded.client;

import org.jspecify.annotations.NullMarked;
