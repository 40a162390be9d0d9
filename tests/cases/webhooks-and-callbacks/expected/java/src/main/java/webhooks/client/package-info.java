/** What all clients have in common. */
@NullMarked
package webhooks.client;

import org.jspecify.annotations.NullMarked;
