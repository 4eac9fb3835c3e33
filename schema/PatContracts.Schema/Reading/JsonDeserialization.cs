using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Reading;

/// <summary>Deserializes JSON that conforms to a contract, and converts deserialization errors into findings.</summary>
internal static class JsonDeserialization
{
    public static bool TryRead<T>(
        ReadOnlySpan<byte> utf8Json,
        JsonTypeInfo<T> typeInfo,
        [NotNullWhen(true)] out T? value,
        [NotNullWhen(false)] out Finding? fault)
    {
        try
        {
            value = JsonSerializer.Deserialize(utf8Json, typeInfo);
            fault = value is null ? Fault(utf8Json, 0) : null;
            return value is not null;
        }
        catch (JsonException e)
        {
            value = default;
            fault = Fault(utf8Json, OffsetOf(utf8Json, e));
            return false;
        }
    }

    /// <summary>Returns the offset of the last byte that was read. The serializer counts lines by LF alone.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> json, JsonException e)
    {
        int start = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            int end = json.Slice(start).IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }

        return (int)Math.Min(Math.Max(start + (e.BytePositionInLine ?? 0) - 1, start), json.Length - 1);
    }

    /// <summary>Returns the finding for the innermost value that contains an offset.</summary>
    private static Finding Fault(ReadOnlySpan<byte> json, int offset)
    {
        var pointer = new StringBuilder();
        var cursor = new JsonCursor(json);
        while (MoveInto(ref cursor, offset, pointer))
        {
        }

        JsonKind kind = cursor.Peek();
        int start = cursor.Position;
        cursor.Skip();
        var position = TextPosition.Of(json, start);
        return new Finding
        {
            Rule = "read/value",
            Severity = FindingSeverity.Error,
            Message = "The contract allows this value, but the .NET type that it is read into cannot represent it",
            InstancePointer = pointer.ToString(),
            Offset = start,
            Length = kind is JsonKind.Object or JsonKind.Array ? 1 : cursor.Position - start,
            Line = position.Line,
            Column = position.Column,
        };
    }

    /// <summary>Moves from a value to its member or element that contains an offset. Returns false if there is none.</summary>
    private static bool MoveInto(ref JsonCursor cursor, int offset, StringBuilder pointer)
    {
        JsonKind kind = cursor.Peek();
        int start = cursor.Position;
        if (kind is JsonKind.Object or JsonKind.Array)
        {
            JsonString name = default;
            cursor.TryEnter(kind);
            for (int index = 0; kind == JsonKind.Object ? cursor.MoveToMember(out name) : cursor.MoveToElement(); index++)
            {
                cursor.Peek();
                int value = cursor.Position;
                cursor.Skip();
                if (offset < value || offset >= cursor.Position) continue;
                string step = kind == JsonKind.Array ? index.ToString(CultureInfo.InvariantCulture) : name.ToString().Replace("~", "~0").Replace("/", "~1");
                pointer.Append('/').Append(step);
                cursor.Rewind(value);
                return true;
            }
        }

        cursor.Rewind(start);
        return false;
    }
}
