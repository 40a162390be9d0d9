/** What all clients have in common. */
@NullMarked
package org.zstack.client;

import org.jspecify.annotations.NullMarked;
