/** The checks as Error Prone sees them: one per rule, over one analysis per compilation. */
package dev.watertight.errorprone;
