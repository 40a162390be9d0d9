/** What all clients have in common. */
@NullMarked
package paging.client;

import org.jspecify.annotations.NullMarked;
