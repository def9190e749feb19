package dev.watertight.analysis;

import dev.watertight.findings.Place;
import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;

/** Turns methods and events into places. */
final class Site {
  private Site() {}

  static Place of(Hierarchy hierarchy, MethodModel method, int line) {
    ClassModel type = hierarchy.declaring(method);
    String member = method.isLambdaBody() ? method.enclosing().name() : method.name();
    String file = type == null ? null : type.sourceFile();
    String owner = type == null ? method.ref().owner() : type.name();
    return new Place(file, line > 0 ? line : method.line(), owner, member);
  }

  static Place of(Hierarchy hierarchy, Operation operation) {
    return of(hierarchy, operation.method(), operation.line());
  }
}
