package dev.watertight.maven;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** A goal as Maven would set it up and call it, without Maven. */
final class Goal {
  private final AbstractMojo mojo;
  private final RecordingLog log = new RecordingLog();

  private Goal(AbstractMojo mojo) {
    this.mojo = mojo;
    mojo.setLog(log);
  }

  /** A goal called in a folder that has no project. */
  static Goal in(Path folder, AbstractMojo mojo) {
    return new Goal(mojo).with("session", session(folder)).with("execution", execution());
  }

  /** A goal called on the first of the projects of a reactor whose top is the folder. */
  static Goal in(Path folder, AbstractMojo mojo, List<MavenProject> reactor) {
    MavenSession session = session(folder);
    session.setProjects(reactor);
    return new Goal(mojo).with("session", session).with("execution", execution());
  }

  @SuppressWarnings("deprecation") // the constructor that needs no container
  private static MavenSession session(Path folder) {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(folder.toFile());
    return new MavenSession(null, null, request, new DefaultMavenExecutionResult());
  }

  private static MojoExecution execution() {
    Plugin plugin = new Plugin();
    plugin.setVersion("1.2.3");
    return new MojoExecution(plugin, "goal", "default-cli");
  }

  /** Sets a parameter by the name of its field. */
  Goal with(String parameter, Object value) {
    for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(parameter);
        field.setAccessible(true);
        field.set(mojo, value);
        return this;
      } catch (NoSuchFieldException e) {
        // A parameter of all goals, or none
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError(mojo.getClass() + " has no parameter " + parameter);
  }

  /** Sets several. */
  Goal with(Map<String, ?> parameters) {
    parameters.forEach(this::with);
    return this;
  }

  /** Runs it; it must succeed. */
  RecordingLog run() {
    try {
      mojo.execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw new AssertionError(log.text(), e);
    }
    return log;
  }

  /** Runs it; it must find violations. */
  String violation() {
    return message(assertThrows(MojoFailureException.class, mojo::execute, log::text));
  }

  /** Runs it; it must say that it cannot do its work. */
  String fault() {
    return message(assertThrows(MojoExecutionException.class, mojo::execute, log::text));
  }

  /** What was said before {@link #violation()} or {@link #fault()}. */
  RecordingLog log() {
    return log;
  }

  private static String message(Exception e) {
    assertFalse(e.getMessage().contains("\tat "), "a message, not a trace");
    return e.getMessage();
  }
}
