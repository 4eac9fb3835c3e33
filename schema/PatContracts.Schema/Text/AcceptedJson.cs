#if NET8_0_OR_GREATER
// The former name, which only the recorded shapes still use.
global using AcceptedJson = PatContracts.Schema.Text.JsonCursor;
#endif
