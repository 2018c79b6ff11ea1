/** Pages for officers: server-rendered, without JavaScript usable, with htmx they keep themselves fresh. */
@NullMarked
package org.comity.desk.pages;

import org.jspecify.annotations.NullMarked;
