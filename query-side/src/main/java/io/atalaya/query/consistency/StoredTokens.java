package io.atalaya.query.consistency;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Tokens as they are stored, in the columns {@code token} and {@code token_type}. */
public final class StoredTokens {
    private StoredTokens() {}

    /** @return {@code null} if nothing has been handled yet */
    public static @Nullable TrackingToken read(ResultSet row, Serializer serializer) throws SQLException {
        byte[] token = row.getBytes("token");
        return token == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, row.getString("token_type"), null));
    }
}
