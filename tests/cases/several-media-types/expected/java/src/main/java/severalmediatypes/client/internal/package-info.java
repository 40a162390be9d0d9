/** How calls are made. Not part of the public interface: it changes without notice. */
@NullMarked
package severalmediatypes.client.internal;

import org.jspecify.annotations.NullMarked;
