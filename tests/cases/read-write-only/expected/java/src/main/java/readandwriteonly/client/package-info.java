/** What all clients have in common. */
@NullMarked
package readandwriteonly.client;

import org.jspecify.annotations.NullMarked;
