using System.Runtime.CompilerServices;

// The netstandard2.0 build has this type itself, and init accessors name it in their signatures. A library built against that build finds
// the accessors of this one only when the name leads to the framework's type.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
