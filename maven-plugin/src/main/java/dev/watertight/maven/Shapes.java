package dev.watertight.maven;

import dev.watertight.findings.Finding;
import dev.watertight.findings.Trace;
import dev.watertight.maven.source.Bodies;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.World;
import java.util.regex.Pattern;

/** What tells leaks apart without their names: types from class files, bodies from sources. */
final class Shapes {
  private static final Pattern NAME = Pattern.compile("L(?:[^/;<.]+/)*(?:[^/;<.$]+\\$)*([^;<.]+)");

  private final World world;
  private final Bodies bodies;

  Shapes(World world, Bodies bodies) {
    this.world = world;
    this.bodies = bodies;
  }

  /** The trace of a finding of this world. */
  Trace of(Finding finding) {
    ClassModel holder = world.find(finding.holder());
    FieldModel field = holder == null ? null : holder.field(finding.subject());
    String shape =
        field == null
            ? bodies.statement(finding).orElse(null)
            : type(field).replace(simpleName(finding.holder()), "#");
    return new Trace(shape, bodies.acquiring(finding).orElse(null));
  }

  /** {@code Map<String,Book>}; wildcards and arrays stay as class files write them. */
  private static String type(FieldModel field) {
    String signature = field.signature() == null ? field.descriptor() : field.signature();
    String names = NAME.matcher(signature).replaceAll("$1");
    return names.replaceAll(";+(?=>|$)", "").replace(';', ',');
  }

  private static String simpleName(String className) {
    return className.substring(
        Math.max(className.lastIndexOf('/'), className.lastIndexOf('$')) + 1);
  }
}
