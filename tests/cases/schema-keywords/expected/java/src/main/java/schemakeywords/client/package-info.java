/** What all clients have in common. */
@NullMarked
package schemakeywords.client;

import org.jspecify.annotations.NullMarked;
