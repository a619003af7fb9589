package io.hayate.bidder.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetirementTest {
    private final Retirement retirement = new Retirement();
    private final List<Long> creatives = new ArrayList<>();
    private final List<Integer> ordinals = new ArrayList<>();

    @Test
    void shouldKeepACreativeWhileAnOlderIndexIsPinned() {
        retirement.add(new StagedChanges.Gone(List.of(11L), List.of()), 5);
        retirement.add(new StagedChanges.Gone(List.of(12L), List.of()), 6);

        retirement.drainCreatives(4, creatives::add);
        assertThat(creatives).isEmpty();
        retirement.drainCreatives(5, creatives::add);
        assertThat(creatives).containsExactly(11L);
        retirement.drainCreatives(Long.MAX_VALUE, creatives::add);
        assertThat(creatives).containsExactly(11L, 12L);
    }

    @Test
    void shouldKeepAnOrdinalUntilPinsAndTheLedgerHavePassed() {
        retirement.add(new StagedChanges.Gone(List.of(), List.of(3)), 5);

        retirement.drainOrdinals(5, 4, ordinals::add);
        retirement.drainOrdinals(4, 5, ordinals::add);
        assertThat(ordinals).isEmpty();
        retirement.drainOrdinals(5, 5, ordinals::add);
        assertThat(ordinals).containsExactly(3);
    }
}
