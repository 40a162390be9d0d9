/** What all clients have in common. */
@NullMarked
package enums.client;

import org.jspecify.annotations.NullMarked;
