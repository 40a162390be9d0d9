/** What all clients have in common. */
@NullMarked
package dates.client;

import org.jspecify.annotations.NullMarked;
