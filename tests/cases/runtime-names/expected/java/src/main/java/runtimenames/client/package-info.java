/** What all clients have in common. */
@NullMarked
package runtimenames.client;

import org.jspecify.annotations.NullMarked;
