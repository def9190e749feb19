package dev.watertight.analysis;

/** What the analysis has to say of one thing that is kept; each kind has its own evidence. */
public sealed interface Verdict
    permits ContainerVerdict,
        ImmortalVerdict,
        OwnThreadVerdict,
        RegistrationVerdict,
        ThreadVerdict {
  /** {@code pkg.Class.member} that the verdict is about, for messages of ours. */
  String subject();
}
