package dev.watertight.maven.corpus;

import dev.watertight.maven.archive.Repository;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.repository.JreProxySelector;

/** The repository that the build itself takes its dependencies from, mirrors included. */
final class Central {
  private Central() {}

  static Repository repository() {
    RepositorySystem system = new RepositorySystemSupplier().get();
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    Path local = Path.of(Option.required("localRepository"));
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
    session.setOffline(Option.isOn("offline"));
    // Many a repository that old descriptors name is gone, and answers after minutes or never
    session.setIgnoreArtifactDescriptorRepositories(true);
    session.setProxySelector(new JreProxySelector());
    // Published descriptors name properties of the platform they were built on
    session.setSystemProperties(System.getProperties());
    RemoteRepository remote =
        new RemoteRepository.Builder(
                Option.required("repositoryId"), "default", Option.required("repositoryUrl"))
            .setPolicy(
                new RepositoryPolicy(
                    true,
                    RepositoryPolicy.UPDATE_POLICY_NEVER,
                    RepositoryPolicy.CHECKSUM_POLICY_WARN))
            .build();
    return new Repository(
        system, session, system.newResolutionRepositories(session, List.of(remote)));
  }
}
