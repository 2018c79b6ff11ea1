/**
 * Another AS2 server, measured as {@code bench} measures ours: the library as2-lib, one process that sends and one that receives. No part
 * of the program and of no build but {@code mvn -Ppeer test}.
 */
@NullMarked
package org.comity.peer;

import org.jspecify.annotations.NullMarked;
