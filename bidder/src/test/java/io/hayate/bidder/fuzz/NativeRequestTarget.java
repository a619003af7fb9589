package io.hayate.bidder.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whatever is asked for as native ad: the request in a text, and as an object where it is one. */
public final class NativeRequestTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FuzzedBidder BIDDER = new FuzzedBidder();

    private NativeRequestTarget() {}

    public static void fuzzerTestOneInput(final byte[] nativeRequest) throws IOException {
        final String text = new String(nativeRequest, StandardCharsets.UTF_8);
        BIDDER.assertAnswersRightly(request(JSON.writeValueAsString(text)));
        BIDDER.assertAnswersRightly(request(text));
    }

    private static String request(final String nativeRequest) {
        return "{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"native\":{\"ver\":\"1.2\",\"request\":" + nativeRequest + "}}]}";
    }
}
