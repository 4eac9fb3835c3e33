namespace PatContracts.Analyzers.Flow;

/// <summary>The origin of a tracked object.</summary>
internal enum ObjectOrigin
{
    /// <summary>Created here: <c>new</c>, <c>Activator.CreateInstance</c>, <c>default</c> of a struct. Its members are initially unset.</summary>
    Creation,

    /// <summary>A copy made by <c>with</c> or by copying a struct. Its members are initially those of its source.</summary>
    Copy,

    /// <summary>Created by a private method, which leaves the report to its callers.</summary>
    Factory,

    /// <summary>Created elsewhere: a parameter, a field, the result of a call. Its members are unassigned, and it is never reported.</summary>
    Foreign,
}
