/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package webhooks.client.errors;

import org.jspecify.annotations.NullMarked;
