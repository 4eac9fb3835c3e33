namespace PatContracts.Schema;

/// <summary>The kind of a change between two contracts.</summary>
public enum ContractChangeKind
{
    /// <summary>A property was added.</summary>
    PropertyAdded,

    /// <summary>A property was removed.</summary>
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

    /// <summary>The allowed values are now enumerated.</summary>
    EnumAdded,

    /// <summary>The allowed values are no longer enumerated.</summary>
    EnumRemoved,

    /// <summary>The set of enumerated values changed.</summary>
    EnumChanged,

    /// <summary>The <c>format</c> changed.</summary>
    FormatChanged,

    /// <summary>A bound (<c>minimum</c>, <c>maxLength</c> and so on) or another constraint changed.</summary>
    ConstraintChanged,

    /// <summary>The schema of undeclared properties changed.</summary>
    UndeclaredPropertiesChanged,

    /// <summary>The alternatives of <c>oneOf</c> or <c>anyOf</c> changed.</summary>
    AlternativesChanged,

    /// <summary>The default, which applies if the property is absent, changed.</summary>
    DefaultChanged,

    /// <summary>
    /// A condition (<c>if</c>, <c>not</c>, <c>dependentSchemas</c> and so on) was added, removed or changed. A changed condition is considered breaking for
    /// both sides.
    /// </summary>
    ConditionChanged,

    /// <summary><c>readOnly</c> or <c>writeOnly</c> changed, and with it whether clients send or receive a property.</summary>
    AccessChanged,

    /// <summary>The <c>discriminator</c> of alternatives changed: its property, or the values that name alternatives.</summary>
    DiscriminatorChanged,
}
