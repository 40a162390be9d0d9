/** How calls are made. Not part of the public interface: it changes without notice. */
@NullMarked
package org.zstack.client.internal;

import org.jspecify.annotations.NullMarked;
