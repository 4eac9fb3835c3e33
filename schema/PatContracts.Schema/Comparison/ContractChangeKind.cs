namespace PatContracts.Schema;

/// <summary>What changed between two contracts.</summary>
public enum ContractChangeKind
{
    /// <summary>The new contract names a property that the old one did not name.</summary>
    PropertyAdded,

    /// <summary>The new contract does not name a property that the old one named.</summary>
    PropertyRemoved,

    /// <summary>An optional property is now required.</summary>
    BecameRequired,

    /// <summary>A required property is now optional.</summary>
    BecameOptional,

    /// <summary><c>null</c> is now allowed.</summary>
    NullAllowed,

    /// <summary><c>null</c> is no longer allowed.</summary>
    NullForbidden,

    /// <summary>The set of types other than <c>null</c> changed.</summary>
    TypesChanged,

    /// <summary>The values are enumerated and were not.</summary>
    EnumAdded,

    /// <summary>The values are no longer enumerated.</summary>
    EnumRemoved,

    /// <summary>The set of allowed values changed.</summary>
    EnumChanged,

    /// <summary>The <c>format</c> changed.</summary>
    FormatChanged,

    /// <summary>A bound (<c>minimum</c>, <c>maxLength</c> and the like) or another constraint changed.</summary>
    ConstraintChanged,

    /// <summary>The schema of unnamed properties changed.</summary>
    UnnamedPropertiesChanged,

    /// <summary>The alternatives of <c>oneOf</c> or <c>anyOf</c> changed.</summary>
    AlternativesChanged,

    /// <summary>The default, which applies if the property is absent, changed.</summary>
    DefaultChanged,

    /// <summary>
    /// A condition (<c>if</c>, <c>not</c>, <c>dependentSchemas</c> and the like) was added, removed or changed. A changed condition counts as breaking
    /// both sides.
    /// </summary>
    ConditionChanged,

    /// <summary><c>readOnly</c> or <c>writeOnly</c> changed: whether clients send a property, and whether they are sent it.</summary>
    AccessChanged,

    /// <summary>The <c>discriminator</c> of alternatives changed: the property that names one of them, or its values.</summary>
    DiscriminatorChanged,
}
