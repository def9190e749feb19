package dev.watertight.extract.javac;

import static com.sun.tools.javac.code.Kinds.Kind.VAR;

import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.CompletionFailure;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.ModuleSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Enter;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Options;
import dev.watertight.model.ClassModel;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one compilation sees: the classes that it compiles with their bodies, all others by their
 * symbols. Make it when everything is attributed and nothing is lowered yet; ask for bodies before
 * javac goes on.
 */
public final class JavacWorld implements World {
  /**
   * A member or class that was left out.
   *
   * @param place {@code pkg.Class} or {@code pkg.Class.member}
   * @param fault what went wrong in us; null where the source has an error
   */
  public record Skipped(String place, Throwable fault) {}

  private final Kind kind;
  private final Symbols symbols;
  private final ClassMaker maker;
  private final ClassFinder finder;
  private final ModuleSymbol module;
  private final SortedMap<String, ClassModel> sorted = new TreeMap<>();
  private final Map<String, ClassModel> judged = new HashMap<>();
  private final Map<String, Draft> drafts = new HashMap<>();
  private final Map<String, Optional<ClassModel>> others = new HashMap<>();
  private final SortedSet<String> missing = new TreeSet<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private JavacWorld(Context context, Kind kind, Collection<JCCompilationUnit> units) {
    this.kind = kind;
    this.symbols = new Symbols(context);
    this.finder = ClassFinder.instance(context);
    this.maker = new ClassMaker(symbols, this::add, this::skip);
    ModuleSymbol first = null;
    for (JCCompilationUnit unit : units) {
      if (first == null) {
        first = unit.modle;
      }
      String place = unit.sourcefile.getName();
      Guard.orNull(
          () -> {
            new ClassReader(symbols, unit, maker, this::skip).read();
            return null;
          },
          fault -> skip(place, fault));
    }
    this.module = first;
  }

  /**
   * Everything that the compilation has entered, attributed throughout: a module, or part of one
   * where the class output holds other classes of the same packages, compiled earlier.
   */
  public static JavacWorld ofCompilation(Context context) {
    Collection<JCCompilationUnit> units = units(context);
    return new JavacWorld(
        context, EarlierClasses.beside(context, units) ? Kind.PART : Kind.MODULE, units);
  }

  /** The same where it is known what the compilation is. */
  public static JavacWorld ofCompilation(Context context, Kind kind) {
    return new JavacWorld(context, kind, units(context));
  }

  private static Collection<JCCompilationUnit> units(Context context) {
    // Environments come in hash order
    Set<JCCompilationUnit> seen = new HashSet<>();
    for (Env<AttrContext> env : Enter.instance(context).getEnvs()) {
      JCCompilationUnit unit = env.toplevel;
      if (unit != null && unit.sourcefile != null) {
        seen.add(unit);
      }
    }
    List<JCCompilationUnit> units = new ArrayList<>(seen);
    units.sort(Comparator.comparing(unit -> unit.sourcefile.getName()));
    return units;
  }

  /** One compilation unit, where javac attributes them one by one. */
  public static JavacWorld ofUnit(Context context, JCCompilationUnit unit) {
    return new JavacWorld(context, Kind.PART, List.of(unit));
  }

  /** Whether javac attributes every class before it analyses the first. */
  public static boolean seesWholeCompilation(Context context) {
    return "simple".equals(Options.instance(context).get("compilePolicy"));
  }

  private void add(Draft type, ClassModel model) {
    sorted.put(model.name(), model);
    judged.put(model.name(), model);
    drafts.put(model.name(), type);
  }

  private void skip(String place, Throwable fault) {
    skipped.add(new Skipped(place, fault));
  }

  /** What was left out so far; more may follow as bodies are built. */
  public List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  /** The tree of a judged class, its unit, and where its members stand; null for other classes. */
  Draft draft(String name) {
    return drafts.get(name);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public Collection<ClassModel> classes() {
    return Collections.unmodifiableCollection(sorted.values());
  }

  @Override
  public boolean judges(String name) {
    return judged.containsKey(name);
  }

  @Override
  public SortedSet<String> missing() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(missing));
  }

  @Override
  public ClassModel find(String name) {
    ClassModel own = judged.get(name);
    if (own != null) {
      return own;
    }
    Optional<ClassModel> known = others.get(name);
    if (known == null) {
      known =
          Optional.ofNullable(
              Guard.orNull(() -> model(load(name)), fault -> skip(name.replace('/', '.'), fault)));
      others.put(name, known);
      if (known.isEmpty() && !name.startsWith("[")) {
        missing.add(name.replace('/', '.'));
      }
    }
    return known.orElse(null);
  }

  private ClassSymbol load(String name) {
    if (name.startsWith("[") || module == null) {
      return null;
    }
    Name flat = symbols.names.fromString(name.replace('/', '.'));
    for (ClassSymbol known : symbols.syms.getClassesForName(flat)) {
      if (complete(known)) {
        return known;
      }
    }
    try {
      ClassSymbol loaded = finder.loadClass(module, flat);
      return complete(loaded) ? loaded : null;
    } catch (CompletionFailure e) {
      return null;
    }
  }

  private static boolean complete(ClassSymbol symbol) {
    try {
      symbol.complete();
      return symbol.kind == com.sun.tools.javac.code.Kinds.Kind.TYP && symbol.exists();
    } catch (CompletionFailure e) {
      return false;
    }
  }

  /** The model of a class that is not compiled now. */
  private ClassModel model(ClassSymbol type) {
    return type == null
        ? null
        : new ClassModel(
            maker.head(type, null, null),
            () -> members(type, VarSymbol.class, maker::field),
            () -> members(type, MethodSymbol.class, maker::method));
  }

  /** Those that can be made; what is wrong with others is noted. */
  private <S extends Symbol, M> List<M> members(
      ClassSymbol type, Class<S> kind, Function<S, M> make) {
    List<M> result = new ArrayList<>();
    Guard.orNull(
        () -> {
          for (Symbol member : type.members().getSymbols(kind::isInstance)) {
            try {
              if ((Symbols.access(member) & Flags.ACC_BRIDGE) == 0 || member.kind == VAR) {
                result.add(make.apply(kind.cast(member)));
              }
            } catch (CompletionFailure e) {
              missing.add(String.valueOf(e.sym));
            }
          }
          return null;
        },
        fault -> skip(type.flatname.toString(), fault));
    // javac's scopes hand out the last member first
    Collections.reverse(result);
    return result;
  }
}
