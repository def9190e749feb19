package dev.watertight.maven.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;

/** Published artifacts, with their sources and with what their descriptors ask for. */
public final class Repository {
  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> remotes;

  /**
   * What a repository has of an artifact.
   *
   * @param artifactId of its coordinates
   * @param version as resolved
   * @param file jar or WAR
   * @param sources if they are published
   * @param dependencies those that could be had
   * @param missing coordinates of those that could not
   */
  public record Published(
      String artifactId,
      String version,
      Path file,
      Optional<Path> sources,
      List<Path> dependencies,
      List<String> missing) {}

  private record Dependencies(List<Path> files, List<String> missing) {}

  /** Asks these repositories. */
  public Repository(
      RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> remotes) {
    this.system = system;
    this.session = session;
    this.remotes = List.copyOf(remotes);
  }

  /**
   * Fetches an artifact.
   *
   * @param coordinates {@code group:artifact:version} or {@code group:artifact:type:version}
   * @throws UnusableException if the coordinates are none or no repository has the artifact
   */
  public Published fetch(String coordinates) throws UnusableException {
    Artifact asked = parse(coordinates);
    Artifact artifact = resolveMain(asked);
    Artifact sources =
        new DefaultArtifact(
            artifact.getGroupId(),
            artifact.getArtifactId(),
            "sources",
            "jar",
            artifact.getVersion());
    Dependencies dependencies = dependencies(artifact);
    return new Published(
        artifact.getArtifactId(),
        artifact.getVersion(),
        artifact.getFile().toPath(),
        resolve(sources).map(found -> found.getFile().toPath()),
        dependencies.files(),
        dependencies.missing());
  }

  private static Artifact parse(String coordinates) throws UnusableException {
    try {
      return new DefaultArtifact(coordinates);
    } catch (IllegalArgumentException e) {
      throw new UnusableException(
          "\"" + coordinates + "\" does not name an artifact; write group:artifact:version", e);
    }
  }

  /** Who does not say a type may mean a WAR. */
  private Artifact resolveMain(Artifact asked) throws UnusableException {
    try {
      return resolveOrFail(asked);
    } catch (ArtifactResolutionException e) {
      Artifact war =
          new DefaultArtifact(
              asked.getGroupId(),
              asked.getArtifactId(),
              asked.getClassifier(),
              "war",
              asked.getVersion());
      Optional<Artifact> found = resolve(war);
      if (found.isPresent()) {
        return found.get();
      }
      throw new UnusableException(
          "it cannot be fetched (" + e.getMessage() + "); check the coordinates and the network",
          e);
    }
  }

  private Artifact resolveOrFail(Artifact artifact) throws ArtifactResolutionException {
    return system
        .resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
        .getArtifact();
  }

  private Optional<Artifact> resolve(Artifact artifact) {
    try {
      return Optional.of(resolveOrFail(artifact));
    } catch (ArtifactResolutionException e) {
      return Optional.empty();
    }
  }

  /**
   * Best effort: types that are missing cost confidence, not the analysis. Optional and provided
   * ones count, since a container that the user brings along is where lives begin and end.
   */
  private Dependencies dependencies(Artifact artifact) {
    List<DependencyNode> nodes = new ArrayList<>();
    try {
      ArtifactDescriptorResult descriptor =
          system.readArtifactDescriptor(
              session, new ArtifactDescriptorRequest(artifact, remotes, null));
      CollectRequest request = new CollectRequest();
      request.setRepositories(remotes);
      request.setManagedDependencies(descriptor.getManagedDependencies());
      for (Dependency dependency : descriptor.getDependencies()) {
        if (!dependency.getScope().equals("test")) {
          request.addDependency(dependency);
        }
      }
      flatten(system.collectDependencies(session, request).getRoot(), nodes);
    } catch (ArtifactDescriptorException e) {
      return new Dependencies(List.of(), List.of(artifact + " (descriptor)"));
    } catch (DependencyCollectionException e) {
      if (e.getResult() != null && e.getResult().getRoot() != null) {
        flatten(e.getResult().getRoot(), nodes);
      }
    }
    return resolveAll(nodes);
  }

  private static void flatten(DependencyNode node, List<DependencyNode> into) {
    for (DependencyNode child : node.getChildren()) {
      into.add(child);
      flatten(child, into);
    }
  }

  private Dependencies resolveAll(List<DependencyNode> nodes) {
    List<ArtifactRequest> requests = new ArrayList<>();
    for (DependencyNode node : nodes) {
      if ("jar".equals(node.getArtifact().getExtension())) {
        requests.add(new ArtifactRequest(node));
      }
    }
    List<ArtifactResult> results;
    try {
      results = system.resolveArtifacts(session, requests);
    } catch (ArtifactResolutionException e) {
      results = e.getResults();
    }
    List<Path> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ArtifactResult result : results) {
      if (result.isResolved()) {
        files.add(result.getArtifact().getFile().toPath());
      } else {
        missing.add(result.getRequest().getArtifact().toString());
      }
    }
    return new Dependencies(
        files.stream().distinct().toList(), missing.stream().distinct().sorted().toList());
  }
}
