/** What all clients have in common. */
@NullMarked
package deduplicated.client;

import org.jspecify.annotations.NullMarked;
