/** What all clients have in common. */
@NullMarked
package statuses.client;

import org.jspecify.annotations.NullMarked;
