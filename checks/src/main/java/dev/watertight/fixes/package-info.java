/** Turns certain fixes into edits of source text, whichever parser has read it. */
package dev.watertight.fixes;
