package io.hayate.bidder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows views by what differs knows where each campaign is, also when he has missed some views. */
class FollowedPartsTest {
    private static final int ORDINALS = 150;

    private record Place(IndexedBudgets.Part part, int slot) {}

    private static final class TestPart implements IndexedBudgets.Part {
        private final int[] ordinals;

        TestPart(final int[] ordinals) {
            this.ordinals = ordinals;
        }

        @Override
        public int slotCount() {
            return ordinals.length;
        }

        @Override
        public int ordinal(final int slot) {
            return ordinals[slot];
        }

        @Override
        public Campaign campaign(final int slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setOpen(final int slot, final boolean open) {
            throw new UnsupportedOperationException();
        }
    }

    private record TestView(long version, List<TestPart> parts, List<long[]> goneByPart) implements IndexedBudgets {
        @Override
        public int partCount() {
            return parts.size();
        }

        @Override
        public IndexedBudgets.Part part(final int part) {
            return parts.get(part);
        }

        @Override
        public long[] gone(final int part) {
            return goneByPart.get(part);
        }

        /** The view with a last part of these ordinals, which are gone from all parts before, as others are. */
        TestView changed(final int[] ordinals, final int[] deleted) {
            final List<TestPart> nextParts = new ArrayList<>(parts);
            final List<long[]> nextGone = new ArrayList<>();
            for (int part = 0; part < parts.size(); part++) {
                final long[] gone = goneByPart.get(part).length == 0
                        ? new long[(parts.get(part).slotCount() + 63) / 64]
                        : goneByPart.get(part).clone();
                for (int slot = 0; slot < parts.get(part).slotCount(); slot++) {
                    if (contains(ordinals, parts.get(part).ordinal(slot))
                            || contains(deleted, parts.get(part).ordinal(slot))) {
                        gone[slot >> 6] |= 1L << slot;
                    }
                }
                nextGone.add(gone);
            }
            nextParts.add(new TestPart(ordinals));
            nextGone.add(new long[0]);
            return new TestView(version + 1, nextParts, nextGone);
        }

        /** All in one new part. */
        TestView merged() {
            final int[] ordinals =
                    places().keySet().stream().mapToInt(Integer::intValue).toArray();
            return new TestView(version + 1, List.of(new TestPart(ordinals)), List.of(new long[0]));
        }

        Map<Integer, Place> places() {
            final Map<Integer, Place> places = new HashMap<>();
            for (int part = 0; part < parts.size(); part++) {
                final long[] gone = goneByPart.get(part);
                for (int slot = 0; slot < parts.get(part).slotCount(); slot++) {
                    if (gone.length == 0 || (gone[slot >> 6] & 1L << slot) == 0) {
                        places.put(parts.get(part).ordinal(slot), new Place(parts.get(part), slot));
                    }
                }
            }
            return places;
        }

        private static boolean contains(final int[] ordinals, final int ordinal) {
            for (final int each : ordinals) {
                if (each == ordinal) {
                    return true;
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldKnowWhereEachCampaignIs(final int seed) {
        final Random random = new Random(seed);
        final FollowedParts followed = new FollowedParts();
        final Map<Integer, Place> known = new HashMap<>();
        TestView view = new TestView(0, List.of(), List.of());
        int told = 0;
        for (int round = 0; round < 500; round++) {
            view = view.changed(ordinals(random), ordinals(random));
            if (view.partCount() > 3 || random.nextInt(6) == 0) {
                view = view.merged();
            }
            if (random.nextInt(3) > 0) {
                final int[] count = new int[1];
                followed.follow(
                        view,
                        (part, slot) -> {
                            known.put(part.ordinal(slot), new Place(part, slot));
                            count[0]++;
                        },
                        (part, slot) -> {
                            known.remove(part.ordinal(slot), new Place(part, slot));
                            count[0]++;
                        });
                told += count[0];
                assertThat(known).isEqualTo(view.places());
            }
        }
        assertThat(told).isPositive();
    }

    private static int[] ordinals(final Random random) {
        return random.ints(random.nextInt(20), 0, ORDINALS).distinct().toArray();
    }
}
