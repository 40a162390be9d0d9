/** What all clients have in common. */
@NullMarked
package severalmediatypes.client;

import org.jspecify.annotations.NullMarked;
