/** What all clients have in common. */
@NullMarked
package parameterstyles.client;

import org.jspecify.annotations.NullMarked;
