/** What all clients have in common. */
@NullMarked
package keywordarguments.client;

import org.jspecify.annotations.NullMarked;
