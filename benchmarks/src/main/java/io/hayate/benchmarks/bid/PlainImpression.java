package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BannerSizes;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one impression asks of a creative, as sets. Immutable; shared. */
public final class PlainImpression {
    private final BidRequestView request;
    private final int number;
    private final Set<Size> sizes = new HashSet<>();
    private final Set<Integer> blockedAttributes;
    private final Set<Integer> blockedTypes;
    private final List<String> mimes;
    private final Set<Integer> apis;
    private final Set<Integer> expandDirections;

    /** Of a creative. */
    public record Size(int width, int height) {}

    private PlainImpression(final BidRequestView request, final int number) {
        this.request = request;
        this.number = number;
        final long list = request.bannerSizes[number];
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            sizes.add(new Size((int) (request.items[i] >>> Integer.SIZE), (int) request.items[i]));
        }
        this.blockedAttributes = numbers(request, request.bannerBlockedAttributes[number]);
        this.blockedTypes = numbers(request, request.bannerBlockedTypes[number]);
        this.mimes = PlainRequest.lowerCase(request, request.bannerMimes[number]);
        this.apis = numbers(request, request.bannerApis[number]);
        this.expandDirections = numbers(request, request.bannerExpandDirections[number]);
    }

    static PlainImpression of(final BidRequestView request, final int number) {
        return new PlainImpression(request, number);
    }

    public boolean allows(final Size size) {
        if (!BannerSizes.listed(request, number)) {
            return BannerSizes.allowUnlisted(request, number, size.width(), size.height());
        }
        return sizes.contains(size)
                || BannerSizes.ratioFor(request, number, size.width(), size.height()) != BannerSizes.NO_RATIO;
    }

    public boolean isSecure() {
        return request.secure[number];
    }

    /** Of the placement, each to be allowed: an empty list where it is not told, two where banner and video differ. */
    public List<List<String>> positions() {
        final int banner = offers(BidRequestView.BANNER) ? request.bannerPosition[number] : BidRequestView.UNKNOWN;
        final int video = offers(BidRequestView.VIDEO) ? request.video.position[number] : BidRequestView.UNKNOWN;
        if (video == BidRequestView.UNKNOWN || video == banner) {
            return List.of(PlainTargeting.known(banner));
        }
        return banner == BidRequestView.UNKNOWN
                ? List.of(PlainTargeting.known(video))
                : List.of(PlainTargeting.known(banner), PlainTargeting.known(video));
    }

    /** @param format a bit as of {@link BidRequestView#formats} */
    public boolean offers(final int format) {
        return (request.formats[number] & format) != 0;
    }

    /** Of {@code battr}. */
    public Set<Integer> blockedAttributes() {
        return blockedAttributes;
    }

    /** Of {@code btype}. */
    public Set<Integer> blockedTypes() {
        return blockedTypes;
    }

    /** In lower case; all if empty. */
    public List<String> mimes() {
        return mimes;
    }

    /** That the placement has. */
    public Set<Integer> apis() {
        return apis;
    }

    /** All if empty. */
    public Set<Integer> expandDirections() {
        return expandDirections;
    }

    private static Set<Integer> numbers(final BidRequestView request, final long list) {
        final Set<Integer> numbers = new HashSet<>();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            numbers.add((int) request.items[i]);
        }
        return numbers;
    }
}
