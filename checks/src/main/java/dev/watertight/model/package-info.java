/**
 * Facts about a program: types, members, event graphs and the origins of operands. Extractors make
 * them, the analysis reads them; neither engine shows through.
 */
package dev.watertight.model;
