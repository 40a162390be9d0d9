/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package enums.client.errors;

import org.jspecify.annotations.NullMarked;
