using System.Runtime.CompilerServices;

// The netstandard2.0 build defines this type itself, and init accessors name it in their signatures. A library built against that build can resolve the
// accessors of this one only if the name leads to the framework's type.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
