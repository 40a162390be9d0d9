/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package extraproperties.client.errors;

import org.jspecify.annotations.NullMarked;
