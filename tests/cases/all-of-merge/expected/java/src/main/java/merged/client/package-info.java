/** What all clients have in common. */
@NullMarked
package merged.client;

import org.jspecify.annotations.NullMarked;
