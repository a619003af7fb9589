package io.hayate.benchmarks.bid.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Our decoder, which checks the whole document and reads about forty fields, against a tree of Jackson. */
@Fork(value = 2, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class BidRequestDecoderBenchmark {
    /** 1.7 kB, the median of exchanges' traffic. */
    private static final String REQUEST = """
            {"id":"5f0e1c2ab7d94d7e9a3f8c61","at":1,"tmax":150,"cur":["USD"],"imp":[{"id":"1","tagid":"slot-17",
            "banner":{"format":[{"w":300,"h":250},{"w":336,"h":280}],"w":300,"h":250,"pos":1,"battr":[1,3,8,9,10],
            "btype":[4],"api":[3,5,6],"topframe":1},"bidfloor":0.35,"bidfloorcur":"USD","secure":1,"instl":0,
            "pmp":{"private_auction":0,"deals":[{"id":"deal-42","bidfloor":1.2,"bidfloorcur":"USD","at":1}]},
            "ext":{"gpid":"/1234/news/top#slot-17","data":{"pbadslot":"/1234/news/top"}}}],
            "site":{"id":"s-88","name":"ニュース","domain":"news-012.example","cat":["IAB12","IAB12-2"],
            "page":"https://www.news-012.example/2026/11/22/article-123456.html?utm_source=top",
            "ref":"https://search.example/","publisher":{"id":"pub-9","name":"Example Media","domain":"media.example"},
            "content":{"title":"秋の京都を歩く","language":"ja","keywords":"travel,kyoto,autumn"}},
            "device":{"ua":"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            "ip":"198.51.100.23","geo":{"lat":35.68,"lon":139.76,"country":"JPN","region":"13","city":"Chiyoda","type":2},
            "devicetype":4,"make":"Apple","model":"iPhone15,2","os":"iOS","osv":"17.5","language":"ja","w":390,"h":844,
            "connectiontype":2,"ifa":"6D92078A-8246-4BA4-AE5B-76104861E7DC","lmt":0,"js":1},
            "user":{"id":"u-7781","buyeruid":"b-991","eids":[{"source":"id.example","uids":[{"id":"abcdef","atype":1}]}],
            "consent":"CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"},
            "regs":{"gdpr":0,"coppa":0},"bcat":["IAB7-39","IAB8-18","IAB25","IAB26"],
            "badv":["blocked-1.example","blocked-2.example","blocked-3.example"],
            "source":{"tid":"0a1b2c3d","schain":{"ver":"1.0","complete":1,"nodes":[{"asi":"ssp.example","sid":"17","hp":1}]}}}
            """;

    private final byte[] bytes = REQUEST.strip().getBytes(StandardCharsets.UTF_8);
    private final BidRequestView view = new BidRequestView();
    private final BidRequestDecoder decoder = new BidRequestDecoder();
    private final ObjectMapper jackson = new ObjectMapper();

    @Setup
    public void check() {
        if (!decoder()) {
            throw new IllegalStateException("the request must be one");
        }
    }

    /** With the copy that puts the body into the view. */
    @Benchmark
    public boolean decoder() {
        System.arraycopy(bytes, 0, view.body, 0, bytes.length);
        view.bodyLengthBytes = bytes.length;
        return decoder.decode(view);
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(bytes);
    }
}
