package dev.watertight.extract.bytecode;

import dev.watertight.model.AnnotationModel;
import dev.watertight.model.Body;
import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Index;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import java.lang.ref.SoftReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads class files into class models. */
final class BytecodeExtractor {
  private static final int LARGEST_METHOD = 20_000;
  private static final int BRIDGE_OR_ACCESSOR = Opcodes.ACC_BRIDGE;

  private final Function<String, byte[]> bytes;
  private final Function<String, ClassModel> models;
  private final Consumer<Problem> problems;
  private final Map<String, SoftReference<ClassNode>> nodes = new HashMap<>();
  private final Map<String, Integer> hidden = new HashMap<>();
  private final Accessors accessors;

  /**
   * @param bytes class file by internal name, null where there is none
   * @param models class model by internal name, for subtyping
   */
  BytecodeExtractor(
      Function<String, byte[]> bytes,
      Function<String, ClassModel> models,
      Consumer<Problem> problems) {
    this.bytes = bytes;
    this.models = models;
    this.problems = problems;
    this.accessors = new Accessors(this::node);
  }

  private synchronized ClassNode node(String name) {
    SoftReference<ClassNode> reference = nodes.get(name);
    ClassNode node = reference == null ? null : reference.get();
    if (node == null) {
      byte[] content = bytes.apply(name);
      if (content == null) {
        return null;
      }
      node = parse(content, 0);
      nodes.put(name, new SoftReference<>(node));
    }
    return node;
  }

  private static ClassNode parse(byte[] content, int left) {
    ClassNode node = new ClassNode();
    new ClassReader(content).accept(node, ClassReader.SKIP_FRAMES | left);
    return node;
  }

  /**
   * The class in those bytes; null where the compiler made it for itself.
   *
   * @throws RuntimeException whatever ASM makes of bytes that are no class file
   */
  ClassModel read(byte[] content) {
    return read(parse(content, 0));
  }

  /** The same of a class that is looked up only, by what it declares. */
  ClassModel readDeclarations(byte[] content) {
    return read(parse(content, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG));
  }

  private ClassModel read(ClassNode node) {
    if ((node.access & Opcodes.ACC_MODULE) != 0 || isCompilersOwn(node)) {
      return null;
    }
    InnerClassNode inner = innerClass(node);
    int access = inner == null ? node.access : inner.access;
    String outer = inner != null && inner.outerName != null ? inner.outerName : node.outerClass;
    MethodRef enclosing =
        node.outerMethod == null
            ? null
            : new MethodRef(node.outerClass, node.outerMethod, node.outerMethodDesc);
    boolean anonymous = inner != null && inner.innerName == null;
    List<FieldModel> fields = new ArrayList<>();
    for (FieldNode field : node.fields) {
      fields.add(
          new FieldModel(
              new FieldRef(node.name, field.name),
              field.access,
              field.desc,
              field.signature,
              annotations(field.visibleAnnotations, field.invisibleAnnotations)));
    }
    return new ClassModel(
        new ClassModel.Head(
            node.name,
            access,
            node.superName,
            node.interfaces,
            sourceFile(node),
            outer,
            enclosing,
            anonymous,
            annotations(node.visibleAnnotations, node.invisibleAnnotations)),
        fields,
        methods(node));
  }

  private static boolean isCompilersOwn(ClassNode node) {
    if ((node.access & Opcodes.ACC_SYNTHETIC) == 0) {
      return false;
    }
    for (FieldNode field : node.fields) {
      if (field.name.startsWith("$SwitchMap$")) {
        return true;
      }
    }
    return node.methods.isEmpty();
  }

  private static InnerClassNode innerClass(ClassNode node) {
    for (InnerClassNode inner : node.innerClasses) {
      if (inner.name.equals(node.name)) {
        return inner;
      }
    }
    return null;
  }

  private static String sourceFile(ClassNode node) {
    if (node.sourceFile == null) {
      return null;
    }
    return node.name.substring(0, node.name.lastIndexOf('/') + 1) + node.sourceFile;
  }

  private List<MethodModel> methods(ClassNode node) {
    Map<String, MethodRef> enclosing = lambdaOwners(node);
    List<MethodModel> plain = new ArrayList<>();
    List<MethodModel> lambdas = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (isDropped(node, method)) {
        continue;
      }
      MethodRef owner = enclosing.get(method.name + method.desc);
      (owner == null ? plain : lambdas).add(method(node, method, owner));
    }
    plain.addAll(lambdas);
    return plain;
  }

  private static boolean isDropped(ClassNode node, MethodNode method) {
    boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
    if ((method.access & BRIDGE_OR_ACCESSOR) != 0
        || (synthetic && (Accessors.isAccessor(method.name) || method.name.equals("<init>")))) {
      return true;
    }
    if ((node.access & Opcodes.ACC_ENUM) != 0 && Modifier.isStatic(method.access)) {
      if (method.name.equals("$values")
          || (method.name.equals("values") && method.desc.startsWith("()"))
          || (method.name.equals("valueOf")
              && method.desc.startsWith("(Ljava/lang/String;)L" + node.name + ";"))) {
        return true;
      }
    }
    return "java/lang/Record".equals(node.superName) && isGenerated(method);
  }

  private static boolean isGenerated(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode dynamic
          && dynamic.bsm.getOwner().equals("java/lang/runtime/ObjectMethods")) {
        return true;
      }
    }
    return false;
  }

  /** For every lambda body of the class the named member in whose text it stands. */
  private static Map<String, MethodRef> lambdaOwners(ClassNode node) {
    Map<String, MethodRef> direct = new LinkedHashMap<>();
    Set<String> bodies = new HashSet<>();
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        Handle body = insn instanceof InvokeDynamicInsnNode dynamic ? lambdaBody(dynamic) : null;
        if (body != null
            && body.getOwner().equals(node.name)
            && body.getName().startsWith("lambda$")) {
          String key = body.getName() + body.getDesc();
          direct.putIfAbsent(key, new MethodRef(node.name, method.name, method.desc));
          bodies.add(key);
        }
      }
    }
    Map<String, MethodRef> result = new HashMap<>();
    for (String key : bodies) {
      MethodRef owner = direct.get(key);
      for (int i = 0; i < bodies.size(); i++) {
        MethodRef outer = direct.get(owner.name() + owner.descriptor());
        if (outer == null) {
          break;
        }
        owner = outer;
      }
      result.put(key, owner);
    }
    return result;
  }

  private static Handle lambdaBody(InvokeDynamicInsnNode insn) {
    return insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
            && insn.bsmArgs[1] instanceof Handle handle
        ? handle
        : null;
  }

  private MethodModel method(ClassNode node, MethodNode method, MethodRef enclosing) {
    String owner = node.name;
    String name = method.name;
    String descriptor = method.desc;
    int line = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof org.objectweb.asm.tree.LineNumberNode number) {
        line = number.line;
        break;
      }
    }
    int first = line;
    return new MethodModel(
        new MethodRef(owner, name, descriptor),
        method.access,
        method.exceptions,
        annotations(method.visibleAnnotations, method.invisibleAnnotations),
        enclosing,
        () -> first,
        index(method),
        method.instructions.size() == 0 ? () -> null : () -> body(owner, name, descriptor));
  }

  private Index index(MethodNode method) {
    if (method.instructions.size() == 0) {
      return Index.EMPTY;
    }
    Set<MethodRef> calls = new LinkedHashSet<>();
    Set<FieldRef> reads = new LinkedHashSet<>();
    Set<FieldRef> writes = new LinkedHashSet<>();
    Set<String> created = new LinkedHashSet<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call) {
        call(call, calls, reads, writes);
      } else if (insn instanceof FieldInsnNode field) {
        field(field, reads, writes);
      } else if (insn.getOpcode() == Opcodes.NEW) {
        created.add(((TypeInsnNode) insn).desc);
      } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
        Handle handle = lambdaBody(dynamic);
        if (handle != null) {
          calls.add(new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc()));
          if (handle.getName().equals("<init>")) {
            created.add(handle.getOwner());
          }
        }
      }
    }
    return new Index(
        List.copyOf(calls), List.copyOf(reads), List.copyOf(writes), List.copyOf(created));
  }

  private void call(
      MethodInsnNode call, Set<MethodRef> calls, Set<FieldRef> reads, Set<FieldRef> writes) {
    if (Transparent.isBoxing(call) || Transparent.isNullCheck(call)) {
      return;
    }
    Accessors.Access access = accessors.of(call);
    if (access == null) {
      calls.add(new MethodRef(call.owner, call.name, call.desc));
    } else if (access.field() != null) {
      field(access.field(), reads, writes);
    } else {
      MethodInsnNode real = access.call();
      calls.add(new MethodRef(real.owner, real.name, real.desc));
    }
  }

  private static void field(FieldInsnNode field, Set<FieldRef> reads, Set<FieldRef> writes) {
    boolean read = field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC;
    (read ? reads : writes).add(new FieldRef(field.owner, field.name));
  }

  private Body body(String owner, String name, String descriptor) {
    try {
      ClassNode node = node(owner);
      if (node == null) {
        return null;
      }
      for (MethodNode method : node.methods) {
        if (method.name.equals(name) && method.desc.equals(descriptor)) {
          if (method.instructions.size() == 0 || method.instructions.size() > LARGEST_METHOD) {
            return null;
          }
          int leading = name.equals("<init>") ? hidden(owner) : 0;
          String outer = leading == 1 ? outerOf(node) : null;
          return new BodyBuilder(
                  new MethodShape(owner, method, leading, outer),
                  accessors,
                  call -> call.name.equals("<init>") ? hidden(call.owner) : 0,
                  this::isSubtype)
              .build();
        }
      }
      return null;
    } catch (AnalyzerException | RuntimeException | StackOverflowError | LinkageError e) {
      problems.accept(
          new Problem(
              owner.replace('/', '.') + "." + name,
              "the flow of this method could not be followed (" + e + ")",
              "it is left out; please report it with the class file"));
      return null;
    }
  }

  private boolean isSubtype(String name, String ancestor) {
    String current = name;
    for (int i = 0; current != null && i < 50; i++) {
      if (current.equals(ancestor)) {
        return true;
      }
      ClassModel model = models.apply(current);
      current = model == null ? null : model.superName();
    }
    return false;
  }

  /** How many leading constructor parameters of that class the source does not have. */
  private synchronized int hidden(String owner) {
    Integer known = hidden.get(owner);
    if (known != null) {
      return known;
    }
    int result = 0;
    if (owner.indexOf('$') >= 0 || models.apply(owner) != null) {
      ClassNode node = node(owner);
      if (node != null) {
        if ((node.access & Opcodes.ACC_ENUM) != 0) {
          result = 2;
        } else if (outerOf(node) != null) {
          result = 1;
        }
      }
    }
    hidden.put(owner, result);
    return result;
  }

  /** Type of the enclosing instance, or null. */
  private static String outerOf(ClassNode node) {
    for (FieldNode field : node.fields) {
      if (field.name.startsWith("this$") && (field.access & Opcodes.ACC_SYNTHETIC) != 0) {
        return Type.getType(field.desc).getInternalName();
      }
    }
    InnerClassNode inner = innerClass(node);
    if (inner != null
        && inner.outerName != null
        && (inner.access & (Opcodes.ACC_STATIC | Opcodes.ACC_INTERFACE)) == 0) {
      return inner.outerName;
    }
    return null;
  }

  private static List<AnnotationModel> annotations(
      List<AnnotationNode> visible, List<AnnotationNode> invisible) {
    List<AnnotationModel> result = new ArrayList<>();
    for (List<AnnotationNode> nodes :
        new ArrayList<>(java.util.Arrays.asList(visible, invisible))) {
      if (nodes != null) {
        for (AnnotationNode node : nodes) {
          result.add(annotation(node));
        }
      }
    }
    return result;
  }

  private static AnnotationModel annotation(AnnotationNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; node.values != null && i + 1 < node.values.size(); i += 2) {
      Object value = value(node.values.get(i + 1));
      if (value != null) {
        values.put((String) node.values.get(i), value);
      }
    }
    return new AnnotationModel(Type.getType(node.desc).getInternalName(), values);
  }

  private static Object value(Object value) {
    if (value instanceof Type type) {
      return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
    }
    if (value instanceof String[] constant) {
      return constant[1];
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (Object each : list) {
        Object converted = value(each);
        if (converted != null) {
          result.add(converted);
        }
      }
      return result;
    }
    return value instanceof String
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Character
        ? value
        : null;
  }
}
